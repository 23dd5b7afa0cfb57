import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Order = Schemas['EpguOrderRow'];
export type Line = Schemas['EpguLineRow'];
export type Setup = Schemas['EpguSetup'];
export type Status = Schemas['EpguStatus'];
export type Code = Schemas['EpguCode'];
export type Route = Schemas['EpguRouteRow'];
export type Answer = Schemas['EpguAnswer'];
export type FileLine = Schemas['EpguFileLine'];
export type FormField = Schemas['EpguFormField'];

const fresh = { refetchInterval: 10_000 };

export const ordersQuery = (state: '' | 'sorting' | 'faulty', before: number) =>
  queryOptions({ queryKey: ['epgu', 'orders', state, before], queryFn: ({ signal }) => take(api.GET('/api/epgu/orders', { params: { query: { state, before } }, signal })), ...fresh });

export const linesQuery = (state: '' | 'refused', before: number) =>
  queryOptions({ queryKey: ['epgu', 'ledger', state, before], queryFn: ({ signal }) => take(api.GET('/api/epgu/ledger', { params: { query: { state, before } }, signal })), ...fresh });

export const setupQuery = queryOptions({ queryKey: ['epgu', 'setup'], queryFn: ({ signal }) => take(api.GET('/api/epgu/setup', { signal })), ...fresh });

export const servicesQuery = queryOptions({ queryKey: ['epgu', 'services'], queryFn: ({ signal }) => take(api.GET('/api/epgu/services', { signal })) });

export const fieldsQuery = (service: number | undefined) =>
  queryOptions({
    queryKey: ['epgu', 'fields', service],
    queryFn: ({ signal }) => take(api.GET('/api/epgu/fields', { params: { query: { service_id: service ?? 0 } }, signal })),
    enabled: service !== undefined,
  });
