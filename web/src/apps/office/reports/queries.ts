import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Period } from './period';

type Schemas = components['schemas'];
export type Discipline = Schemas['ReportsDiscipline'];
export type Figures = Schemas['ReportsFigures'];
export type Line = Schemas['ReportsLine'];
export type Journal = Schemas['RegistryJournal'];
export type NumberLine = Schemas['ReportsEntry'];

export const disciplineQuery = (period: Period) =>
  queryOptions({
    queryKey: ['reports', 'discipline', period],
    queryFn: ({ signal }) => take(api.GET('/api/reports/discipline', { params: { query: { ...period } }, signal })),
  });

export const journalsQuery = queryOptions({
  queryKey: ['journals'],
  queryFn: ({ signal }) => take(api.GET('/api/journals', { signal })),
});

const pageSize = 100;

export const numbersQuery = (journalId: number, year: number) =>
  infiniteQueryOptions({
    queryKey: ['journals', journalId, 'numbers', year],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/reports/journal', { params: { query: { journal: journalId, year, after: pageParam, limit: pageSize } }, signal }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });
