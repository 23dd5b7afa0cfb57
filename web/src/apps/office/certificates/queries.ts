import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type PersonCertificate = components['schemas']['CertificatesView'];

export const certificatesQuery = (personId: number) =>
  queryOptions({
    queryKey: ['admin', 'people', 'certificates', personId],
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}/certificates', { params: { path: { id: personId } }, signal })),
  });

export const powersQuery = (personId: number) =>
  queryOptions({
    queryKey: ['admin', 'people', 'powers', personId],
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}/powers', { params: { path: { id: personId } }, signal })),
  });

/** Certificates of the body that wait for its administrator or end soon. */
export const careQuery = queryOptions({
  queryKey: ['admin', 'people', 'care'],
  queryFn: ({ signal }) => take(api.GET('/api/certificates', { signal })),
});
