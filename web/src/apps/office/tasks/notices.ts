import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, background, take } from '@/api/client';
import type { components } from '@/api/schema';

export type Notice = components['schemas']['NotifyView'];

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam, signal }) => take(api.GET('/api/notices', { params: { query: { after: pageParam, limit: 20 } }, signal })),
  initialPageParam: '',
  getNextPageParam: (page) => page.next || undefined,
});

/** Asked by itself once a minute; must not keep an abandoned workplace signed in. */
export const unseenQuery = queryOptions({
  queryKey: ['notices', 'unseen'],
  queryFn: ({ signal }) => take(api.GET('/api/notices', { params: { query: { limit: 1 } }, signal, headers: background })),
  refetchInterval: 60_000,
  select: ({ unseen }) => unseen,
});
