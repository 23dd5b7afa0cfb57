import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type PaperChannel = 'post' | 'hand';
export type Line = components['schemas']['DispatchLine'];
export type Register = components['schemas']['DispatchRegister'];

export const waitingQuery = (channel: PaperChannel) =>
  queryOptions({
    queryKey: ['dispatch', 'waiting', channel],
    queryFn: ({ signal }) => take(api.GET('/api/deliveries/waiting', { params: { query: { channel } }, signal })),
  });

export const registersQuery = queryOptions({
  queryKey: ['dispatch', 'registers'],
  queryFn: ({ signal }) => take(api.GET('/api/delivery-registers', { signal })),
});

export const registerQuery = (id: number) =>
  queryOptions({
    queryKey: ['dispatch', 'register', id],
    queryFn: ({ signal }) => take(api.GET('/api/delivery-registers/{id}', { params: { path: { id } }, signal })),
  });
