import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, background, take } from '@/api/client';
import { taskKinds } from '@/i18n/ru/tasks';

/** An empty list of kinds means all of them. */
export const tasksQuery = (kinds: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', kinds],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/tasks', { params: { query: { after: pageParam, limit: 60, ...(kinds.length > 0 ? { kind: [...kinds] } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    refetchInterval: false,
  });

/** Asked by itself once a minute; the order of kinds is that of the server, the words are ours. */
export const countersQuery = queryOptions({
  queryKey: ['tasks', 'counters'],
  queryFn: ({ signal }) => take(api.GET('/api/tasks/counters', { signal, headers: background })),
  refetchInterval: 60_000,
  select: ({ items }) => items.filter((counter) => counter.kind in taskKinds),
});

/** The reader has opened it: nobody waits for the answer. */
export const markSeen = (taskId: number) => api.POST('/api/tasks/{id}/seen', { params: { path: { id: taskId } } }).catch(() => undefined);
