import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components, paths } from '@/api/schema';
import { filterWords, type Place } from './address';

type Schemas = components['schemas'];
export type Figures = Schemas['FiguresFigures'];
export type Group = Schemas['FiguresGroup'];
export type Line = Schemas['FiguresLine'];
export type StepLength = Schemas['FiguresStepLength'];
export type Length = Schemas['FiguresLength'];
export type Row = Schemas['FiguresRow'];
export type Attendance = Schemas['CatalogueAttendance'];
type ListQuery = paths['/api/service-figures/applications']['get']['parameters']['query'];

export const figuresQuery = (from: string, to: string, body = 0, service = 0) =>
  queryOptions({
    queryKey: ['service-figures', from, to, body, service],
    queryFn: ({ signal }) => take(api.GET('/api/service-figures', { params: { query: { from, to, body, service } }, signal })),
  });

export const choicesQuery = queryOptions({ queryKey: ['service-figures', 'services'], queryFn: ({ signal }) => take(api.GET('/api/service-figures/services', { signal })) });

export const attendanceQuery = (id: number, from: string, to: string) =>
  queryOptions({
    queryKey: ['service-figures', 'visits', id, from, to],
    queryFn: ({ signal }) => take(api.GET('/api/service-figures/{id}/visits', { params: { path: { id }, query: { from, to } }, signal })),
  });

/** The filter of the address as the server takes it. */
export function filterOf(place: Place): ListQuery {
  const { from = '', to = '', body, service, weekday, hour, least } = place;
  const narrowed = Object.fromEntries(filterWords.filter((word) => place[word] !== undefined).map((word) => [word, place[word]]));
  const numbers = Object.fromEntries(Object.entries({ body, service, weekday, hour, least }).filter(([, value]) => value !== undefined));
  return { from, to, ...narrowed, ...numbers } as ListQuery;
}

export const listQuery = (place: Place) =>
  infiniteQueryOptions({
    queryKey: ['service-figures', 'list', filterOf(place)],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/service-figures/applications', { params: { query: { ...filterOf(place), after: pageParam, limit: 50 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

/** The address of a file with the same filter. */
export const fileHref = (path: string, place: Place) =>
  `${path}?${new URLSearchParams(Object.entries(filterOf(place) as Record<string, unknown>).map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
