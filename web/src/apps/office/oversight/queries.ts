import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components, paths } from '@/api/schema';
import { wordList, words, type Place } from './place';

type Schemas = components['schemas'];
export type Row = Schemas['AppealsRegisterRow'];
export type Way = Schemas['AppealsRouteView'];
export type Node = Schemas['AppealsNode'];
export type Figures = Schemas['ReportsAppeals'];
export type Group = Figures['groups'][number];
export type Account = Schemas['ReportsAccount'];
type RegisterQuery = NonNullable<paths['/api/appeal-register']['get']['parameters']['query']>;

function filterOf(place: Place): RegisterQuery {
  const { show: view, body, place: where, rating, section, from, to } = place;
  const narrowed = Object.fromEntries(wordList.map((key) => [words[key], place[key]]));
  return { ...narrowed, view, body, place: where, rating, section, from, to } as RegisterQuery;
}

export const registerQuery = (place: Place) =>
  infiniteQueryOptions({
    queryKey: ['oversight', 'register', filterOf(place)],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/appeal-register', { params: { query: { ...filterOf(place), after: pageParam, limit: 50 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

export const rowQuery = (id: number) =>
  queryOptions({
    queryKey: ['oversight', 'card', id],
    queryFn: ({ signal }) => take(api.GET('/api/appeal-register/{id}', { params: { path: { id } }, signal })),
  });

export const placesQuery = queryOptions({ queryKey: ['oversight', 'places'], queryFn: ({ signal }) => take(api.GET('/api/appeal-places', { signal })) });

export const figuresQuery = (from: string, to: string, body: number | undefined) =>
  queryOptions({
    queryKey: ['oversight', 'figures', from, to, body],
    queryFn: ({ signal }) => take(api.GET('/api/reports/appeals', { params: { query: { from, to, body: body ?? 0 } }, signal })),
  });

export const accountQuery = (month: string, body: number | undefined) =>
  queryOptions({
    queryKey: ['oversight', 'account', month, body],
    queryFn: ({ signal }) => take(api.GET('/api/reports/sstu', { params: { query: { month, body: body ?? 0 } }, signal })),
  });

export const waysQuery = queryOptions({ queryKey: ['oversight', 'ways'], queryFn: ({ signal }) => take(api.GET('/api/consideration-routes', { signal })) });

export const versionsQuery = queryOptions({ queryKey: ['oversight', 'themes'], queryFn: ({ signal }) => take(api.GET('/api/themes/versions', { signal })) });

export const nodesQuery = (version: number, code: string) =>
  queryOptions({
    queryKey: ['oversight', 'themes', version, code],
    queryFn: ({ signal }) => take(api.GET('/api/themes/tree', { params: { query: { version, code } }, signal })),
  });
