import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

/** What a grid shows of a list that comes page by page; it is given to the grid as it is. */
export const pagesOf = <Row>(query: UseInfiniteQueryResult<InfiniteData<{ items: readonly Row[] }, unknown>>) => ({
  rows: query.data?.pages.flatMap(({ items }) => items) ?? [],
  loading: query.isPending,
  error: query.error,
  onRetry: () => void query.refetch(),
  hasMore: query.hasNextPage,
  loadingMore: query.isFetchingNextPage,
  onEndReached: () => void query.fetchNextPage(),
});
