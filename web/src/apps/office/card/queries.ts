import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Card } from './parts';

export type Row = components['schemas']['CardsRow'];
export type Act = components['schemas']['CardsAct'];
export type Flow = Row['flow'];

export interface ListFilter {
  flow: Flow;
  view: string;
  kind?: number | undefined;
  year?: number | undefined;
  due?: 'overdue' | 'today' | 'week' | undefined;
  order?: 'newest' | 'due' | undefined;
}

// Everything asked about a card stands under ['card', id], everything that counts or lists cards under ['cards']:
// after an act both are asked anew. Features keep to it for their own questions: ['card', id, 'assignments'].

const stillReading = (card: Card | undefined) => card?.files.some((file) => file.reading) ?? false;
const onTheWay = (card: Card | undefined) => card?.state === 'dispatching';

/** Asked again while its preview is being made or its letters are on the way. */
export const cardQuery = (id: number) =>
  queryOptions({
    queryKey: ['card', id],
    queryFn: ({ signal }) => take(api.GET('/api/cards/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (stillReading(state.data) ? 1000 : onTheWay(state.data) ? 3000 : false),
  });

const pageSize = 60;

export const listQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['cards', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/cards', { params: { query: { ...filter, after: pageParam, limit: pageSize } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

export const countersQuery = (flow: Flow) =>
  queryOptions({
    queryKey: ['cards', 'counters', flow],
    queryFn: ({ signal }) => take(api.GET('/api/cards/counters', { params: { query: { flow } }, signal })),
    refetchInterval: 60_000,
  });

/** The course of a card, or the whole of its history. */
export const courseQuery = (id: number, part: 'timeline' | 'history') =>
  infiniteQueryOptions({
    queryKey: ['card', id, part],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { after: pageParam, limit: 50 } };
      return take(
        part === 'timeline' ? api.GET('/api/cards/{id}/timeline', { params, signal }) : api.GET('/api/cards/{id}/history', { params, signal }),
      );
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

/** Kinds of documents change a few times a year. */
export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  staleTime: 600_000,
  queryFn: ({ signal }) => take(api.GET('/api/kinds', { signal })),
});

export const refreshCards = (client: QueryClient, id: number) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['card', id] }),
    client.invalidateQueries({ queryKey: ['cards'] }),
    client.invalidateQueries({ queryKey: ['tasks'] }),
  ]);
