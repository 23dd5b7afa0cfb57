import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type Overview = components['schemas']['KindergartenOverview'];
export type Row = components['schemas']['KindergartenRecordView'];
export type State = Row['state'];

export const overviewQuery = () => queryOptions({ queryKey: ['kindergartens', 'overview'], queryFn: ({ signal }) => take(api.GET('/api/kindergarten-queue', { signal })) });

/** What the queue is narrowed to; what is looked for names a child, so it never stands in an address. */
export interface Narrowed {
  state: State | '';
  kindergarten_id: number;
  cohort: number;
  find: string;
}

/** The queue page by page, in its order. */
export const recordsQuery = (narrowed: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['kindergartens', 'records', narrowed],
    queryFn: ({ pageParam, signal }) => take(api.POST('/api/kindergarten-records/find', { body: { ...narrowed, after: pageParam }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
    placeholderData: keepPreviousData,
  });

/** One record, on whatever page it stands. */
export const recordQuery = (id: number) =>
  queryOptions({
    queryKey: ['kindergartens', 'record', id],
    queryFn: async ({ signal }) => (await take(api.POST('/api/kindergarten-records/find', { body: { id }, signal }))).items[0] ?? null,
  });
