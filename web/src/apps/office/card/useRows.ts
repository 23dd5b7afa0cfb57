import { keepPreviousData, useInfiniteQuery, infiniteQueryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { listQuery, type Flow, type ListFilter, type Row } from './queries';

/** Words go in the body of a question, never in an address. */
const foundQuery = (flow: Flow, text: string, kind: number | undefined) =>
  infiniteQueryOptions({
    queryKey: ['cards', 'found', flow, text, kind],
    queryFn: ({ pageParam, signal }) =>
      take(api.POST('/api/search', { body: { text, flow, kind_id: kind ?? 0, after: pageParam, limit: 60 }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });

export interface Rows {
  rows: readonly Row[];
  bounded: boolean;
  loading: boolean;
  error: unknown;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
}

/** The rows of a queue, or what was found among all cards of the flow when something is typed. */
export function useRows(filter: ListFilter, text: string): Rows {
  const searching = text.trim() !== '';
  const list = useInfiniteQuery({ ...listQuery(filter), enabled: !searching });
  const found = useInfiniteQuery({ ...foundQuery(filter.flow, text.trim(), filter.kind), enabled: searching });
  const shown = searching ? found : list;
  const pages: readonly { items: readonly Row[]; bounded: boolean }[] = shown.data?.pages ?? [];
  return {
    rows: unique(pages.flatMap((page) => page.items)),
    bounded: pages.at(-1)?.bounded ?? false,
    loading: shown.isPending,
    error: shown.error,
    retry: () => void shown.refetch(),
    hasMore: shown.hasNextPage,
    loadingMore: shown.isFetchingNextPage,
    more: () => void shown.fetchNextPage(),
  };
}

/** A card that moved between two pages while they were read stands once. */
function unique(rows: readonly Row[]): readonly Row[] {
  const seen = new Set<number>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
