import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Certificate = Schemas['TrustView'];
export type Candidate = Schemas['TrustCandidate'];
export type Tsl = Schemas['TrustImportView'];
export type Change = Schemas['TrustChange'];
export type Authority = Schemas['TrustAuthorityView'];
export type RevocationList = Schemas['TrustList'];
export type Point = Schemas['TrustPoint'];
export type Host = Schemas['TrustHost'];

export const certificatesQuery = (text: string, removed: boolean) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'trust', 'certificates', text, removed],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/trust/certificates', { params: { query: { text, removed, after: pageParam, limit: 100 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

export const tslQuery = queryOptions({
  queryKey: ['admin', 'trust', 'tsl'],
  queryFn: ({ signal }) => take(api.GET('/api/trust/tsl', { signal })),
});

export const authoritiesQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'trust', 'authorities', text],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/trust/authorities', { params: { query: { text, after: pageParam, limit: 100 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
  });

export const listsQuery = queryOptions({
  queryKey: ['admin', 'trust', 'lists'],
  queryFn: ({ signal }) => take(api.GET('/api/trust/lists', { signal })),
});

export const pointsQuery = queryOptions({
  queryKey: ['admin', 'trust', 'points'],
  queryFn: ({ signal }) => take(api.GET('/api/trust/points', { signal })),
});

export const hostsQuery = queryOptions({
  queryKey: ['admin', 'trust', 'hosts'],
  queryFn: ({ signal }) => take(api.GET('/api/trust/hosts', { signal })),
});
