import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { addDays, today } from '@/lib/dates';

export type Day = components['schemas']['VisitsDayView'];
export type Sheet = components['schemas']['VisitsSheet'];
export type Visit = components['schemas']['VisitsVisit'];
export type Card = components['schemas']['VisitsCard'];
export type Outcome = Exclude<Card['outcome'], ''>;

/** Two weeks back, for the cards that are filled afterwards, and half a year ahead. */
export const daysQuery = () => {
  const from = addDays(today(), -14);
  const to = addDays(today(), 180);
  return queryOptions({ queryKey: ['visits', 'days', from], queryFn: ({ signal }) => take(api.GET('/api/visit-days', { params: { query: { from, to } }, signal })) });
};

export const sheetQuery = (id: number) =>
  queryOptions({ queryKey: ['visits', 'sheet', id], queryFn: ({ signal }) => take(api.GET('/api/visit-days/{id}', { params: { path: { id } }, signal })) });

export const visitQuery = (id: number) =>
  queryOptions({ queryKey: ['visits', 'card', id], queryFn: ({ signal }) => take(api.GET('/api/visits/{id}', { params: { path: { id } }, signal })) });

export const reportQuery = (from: string, to: string, body: number | undefined) =>
  queryOptions({
    queryKey: ['oversight', 'visits', from, to, body],
    queryFn: ({ signal }) => take(api.GET('/api/reports/visits', { params: { query: { from, to, body: body ?? 0 } }, signal })),
  });
