import { queryOptions } from '@tanstack/react-query';
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

export const campaignsQuery = () => queryOptions({ queryKey: ['enrolment', 'campaigns'], queryFn: ({ signal }) => take(api.GET('/api/enrolment-campaigns', { signal })) });

export const offeredQuery = () => queryOptions({ queryKey: ['enrolment', 'services'], queryFn: ({ signal }) => take(api.GET('/api/enrolment-services', { signal })) });

export const unsortedQuery = () => queryOptions({ queryKey: ['enrolment', 'unsorted'], queryFn: ({ signal }) => take(api.GET('/api/enrolments', { signal })) });
