import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type School = components['schemas']['EnrolmentSchoolView'];
export type Register = components['schemas']['EnrolmentRegister'];
export type Row = components['schemas']['EnrolmentRow'];
export type Campaign = components['schemas']['EnrolmentCampaignView'];
export type Stage = 1 | 2;

export const schoolsQuery = () => queryOptions({ queryKey: ['enrolment', 'schools'], queryFn: ({ signal }) => take(api.GET('/api/enrolment-schools', { signal })) });

export const registerQuery = (id: number, year: number, stage: Stage) =>
  queryOptions({
    queryKey: ['enrolment', 'register', id, year, stage],
    queryFn: ({ signal }) => take(api.GET('/api/enrolment-schools/{id}', { params: { path: { id }, query: { year, stage } }, signal })),
  });

/** What a register is narrowed to; what is looked for names a child, so it never stands in an address. */
export interface Narrowed {
  group: number;
  state: Row['state'] | '';
  find: string;
}

/** A register page by page, in the order of ranks. */
export const rowsQuery = (id: number, year: number, stage: Stage, narrowed: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['enrolment', 'rows', id, year, stage, narrowed],
    queryFn: ({ pageParam, signal }) => take(api.POST('/api/enrolment-schools/{id}/rows', { params: { path: { id } }, body: { year, stage, ...narrowed, after: pageParam }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
    placeholderData: keepPreviousData,
  });

/** One application of a register, on whatever page it stands. */
export const rowQuery = (school: number, year: number, stage: Stage, id: number) =>
  queryOptions({
    queryKey: ['enrolment', 'row', school, year, stage, id],
    queryFn: async ({ signal }) => (await take(api.POST('/api/enrolment-schools/{id}/rows', { params: { path: { id: school } }, body: { year, stage, id }, signal }))).items[0] ?? null,
  });

export const campaignsQuery = () => queryOptions({ queryKey: ['enrolment', 'campaigns'], queryFn: ({ signal }) => take(api.GET('/api/enrolment-campaigns', { signal })) });

export const offeredQuery = () => queryOptions({ queryKey: ['enrolment', 'services'], queryFn: ({ signal }) => take(api.GET('/api/enrolment-services', { signal })) });

export const unsortedQuery = () =>
  infiniteQueryOptions({
    queryKey: ['enrolment', 'unsorted'],
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/enrolments', { params: { query: { after: pageParam } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
  });
