import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type Overview = components['schemas']['KindergartenOverview'];
export type Row = components['schemas']['KindergartenRecordView'];
export type State = Row['state'];

export const overviewQuery = () => queryOptions({ queryKey: ['kindergartens', 'overview'], queryFn: ({ signal }) => take(api.GET('/api/kindergarten-queue', { signal })) });

export const recordsQuery = (state: State) =>
  queryOptions({ queryKey: ['kindergartens', 'records', state], queryFn: ({ signal }) => take(api.GET('/api/kindergarten-records', { params: { query: { state } }, signal })) });
