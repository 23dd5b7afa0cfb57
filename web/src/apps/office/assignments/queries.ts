import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type ControlRow = components['schemas']['AssignmentsRow'];
export type Term = components['schemas']['AssignmentsChoice'];

export const scopes = ['mine', 'issued', 'control', 'unit', 'body'] as const;
export type Scope = (typeof scopes)[number];

/** Presets with the dates that they give today; the day changes at midnight. */
export const termsQuery = queryOptions({
  queryKey: ['terms'],
  staleTime: 600_000,
  queryFn: ({ signal }) => take(api.GET('/api/terms', { signal })),
  select: ({ items }) => items.filter((term) => term.code.startsWith('assignment.')),
});

export interface ControlFilter {
  scope: Scope;
  closed?: boolean;
  overdue?: boolean;
  due_in?: number;
  state?: string[];
  control?: 'ordinary' | 'special' | undefined;
  who?: number;
}

/** Under ['cards']: asked anew after every act on a card. */
export const controlQuery = (filter: ControlFilter) =>
  infiniteQueryOptions({
    queryKey: ['cards', 'control', filter],
    queryFn: ({ pageParam, signal }) =>
      take(api.GET('/api/assignments', { params: { query: { ...filter, after: pageParam, limit: 60 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

/** What waits on one document, to know in whose place the reader is asked. */
export const consideredQuery = (documentId: number) =>
  queryOptions({
    queryKey: ['tasks', 'on', documentId],
    queryFn: ({ signal }) => take(api.GET('/api/tasks', { params: { query: { document: documentId, kind: ['consider'] } }, signal })),
  });
