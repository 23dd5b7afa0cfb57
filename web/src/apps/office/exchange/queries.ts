import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Show } from './routes';

export type Item = components['schemas']['PosItemRow'];
export type Line = components['schemas']['PosLineRow'];
export type Run = components['schemas']['PosRunRow'];
export type Setup = components['schemas']['PosSetup'];
export type Filter = components['schemas']['PosFilter'];
export type BodySetup = components['schemas']['PosBodySetup'];
export type RouteRow = components['schemas']['PosRouteRow'];
export type Panel = components['schemas']['PosPanel'];

const fresh = { refetchInterval: 10_000 };

/** What of the ledger each choice asks for. */
const asked = { all: {}, refused: { state: 'refused' }, ready: { state: 'ready' }, in: { direction: 'in' }, out: { direction: 'out' } } as const satisfies Record<Show, object>;

export const ledgerQuery = (show: Show, number: string, before: number) =>
  queryOptions({
    queryKey: ['pos', 'ledger', show, number, before],
    queryFn: ({ signal }) => take(api.GET('/api/pos/ledger', { params: { query: { ...asked[show], ...(number !== '' && { number }), before } }, signal })),
    ...fresh,
  });

export const itemsQuery = (state: 'sorting' | 'faulty') =>
  queryOptions({ queryKey: ['pos', 'items', state], queryFn: ({ signal }) => take(api.GET('/api/pos/items', { params: { query: { state } }, signal })), ...fresh });

export const differencesQuery = queryOptions({ queryKey: ['pos', 'differences'], queryFn: ({ signal }) => take(api.GET('/api/pos/differences', { signal })), ...fresh });

export const runsQuery = queryOptions({ queryKey: ['pos', 'runs'], queryFn: ({ signal }) => take(api.GET('/api/pos/runs', { signal })), ...fresh });

export const protocolQuery = (id: number) =>
  queryOptions({ queryKey: ['pos', 'protocol', id], queryFn: ({ signal }) => take(api.GET('/api/pos/runs/{id}', { params: { path: { id } }, signal })), ...fresh });

export const setupQuery = queryOptions({ queryKey: ['pos', 'setup'], queryFn: ({ signal }) => take(api.GET('/api/pos/setup', { signal })), ...fresh });

export const panelQuery = (id: number) =>
  queryOptions({ queryKey: ['pos', 'panel', id], queryFn: ({ signal }) => take(api.GET('/api/documents/{id}/pos', { params: { path: { id } }, signal })) });

export const filtersQuery = queryOptions({ queryKey: ['pos', 'filters'], queryFn: ({ signal }) => take(api.GET('/api/pos/filters', { signal })) });

/** Units of the reader's body, for the choice of the office that registered. */
export const unitsQuery = queryOptions({ queryKey: ['structure'], staleTime: 600_000, queryFn: ({ signal }) => take(api.GET('/api/structure', { signal })) });

export const messagesQuery = (from: string, to: string) =>
  queryOptions({ queryKey: ['pos', 'messages', from, to], queryFn: ({ signal }) => take(api.GET('/api/pos/messages', { params: { query: { from, to } }, signal })) });
