import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Queue } from './place';

type Schemas = components['schemas'];
export type RequestRow = Schemas['InteragencyRow'];
export type RequestCard = Schemas['InteragencyCard'];
export type InquiryRow = Schemas['InteragencyInquiryRow'];
export type InquiryCard = Schemas['InteragencyInquiryCard'];
export type Kind = Schemas['InteragencyKindRow'];
export type Field = Schemas['InteragencyField'];
export type AttachedFile = Schemas['InteragencyAttachedFile'];
export interface About {
  kind: string;
  id: number;
}

const fresh = { refetchInterval: 10_000 };

/** Pages come one behind another: what was read stays on the screen. */
const paged = { initialPageParam: '', getNextPageParam: ({ next }: { next: string }) => next || undefined, ...fresh };

export interface Narrowed {
  queue: Queue;
  kind?: string;
}

/** A list – or what was found in it by a word: names are posted, for they have no place in addresses. */
export const requestsQuery = (filter: Narrowed, what: string) =>
  infiniteQueryOptions({
    queryKey: ['interagency', 'requests', filter, what],
    queryFn: ({ pageParam: after, signal }) => {
      const params = { query: { ...filter, after } };
      return what === ''
        ? take(api.GET('/api/interagency/requests', { params, signal }))
        : take(api.POST('/api/interagency/requests/find', { params, body: { what }, signal }));
    },
    ...paged,
  });

export const aboutQuery = (about: About) =>
  queryOptions({
    queryKey: ['interagency', 'about', about.kind, about.id],
    queryFn: ({ signal }) => take(api.GET('/api/interagency/requests', { params: { query: { about_kind: about.kind, about_id: about.id } }, signal })),
    ...fresh,
  });

export const requestQuery = (id: number) =>
  queryOptions({
    queryKey: ['interagency', 'request', id],
    queryFn: ({ signal }) => take(api.GET('/api/interagency/requests/{id}', { params: { path: { id } }, signal })),
    ...fresh,
  });

export const inquiriesQuery = (filter: Narrowed, what: string) =>
  infiniteQueryOptions({
    queryKey: ['interagency', 'inquiries', filter, what],
    queryFn: ({ pageParam: after, signal }) => {
      const params = { query: { ...filter, after } };
      return what === ''
        ? take(api.GET('/api/interagency/inquiries', { params, signal }))
        : take(api.POST('/api/interagency/inquiries/find', { params, body: { what }, signal }));
    },
    ...paged,
  });

export const inquiryQuery = (id: number) =>
  queryOptions({
    queryKey: ['interagency', 'inquiry', id],
    queryFn: ({ signal }) => take(api.GET('/api/interagency/inquiries/{id}', { params: { path: { id } }, signal })),
    ...fresh,
  });

export const bodiesQuery = queryOptions({ queryKey: ['interagency', 'bodies'], queryFn: ({ signal }) => take(api.GET('/api/bodies', { signal })) });

export const kindsQuery = queryOptions({ queryKey: ['interagency', 'kinds'], queryFn: ({ signal }) => take(api.GET('/api/request-kinds', { signal })) });
