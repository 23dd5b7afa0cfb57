import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import { narrowed, type Place, type Queue } from './place';

type Schemas = components['schemas'];
export type Row = Schemas['ServicesRow'];
export type Card = Schemas['ServicesCard'];
export type Check = Schemas['ServicesDocumentCheck'];
export type RouteLine = Schemas['ServicesRouteShown'];
export type ComplaintRow = Schemas['ServicesComplaintRow'];
export type Complaint = Schemas['ServicesComplaintView'];

/** A queue – or, when somebody is named, all that he has lodged: names are posted, for they have no place in addresses. */
export const queueQuery = (queue: Queue, place: Place, who: string) =>
  infiniteQueryOptions({
    queryKey: who === '' ? ['applications', 'queue', queue, narrowed(place)] : ['applications', 'queue', 'found', who],
    queryFn: ({ pageParam: after, signal }) =>
      who === ''
        ? take(api.GET('/api/applications', { params: { query: { queue, ...narrowed(place), after, limit: 50 } }, signal }))
        : take(api.POST('/api/applications/find', { params: { query: { after, limit: 50 } }, body: { who }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next || undefined,
    refetchInterval: 30_000,
  });

export const applicationQuery = (id: number) =>
  queryOptions({
    queryKey: ['applications', 'card', id],
    queryFn: ({ signal }) => take(api.GET('/api/applications/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => (settling(state.data) ? 1500 : false),
  });

/** Whole numbers of a person's papers: asked for by a press, for reading them is an act. */
export const numbersQuery = (id: number) =>
  queryOptions({
    queryKey: ['applications', 'numbers', id],
    queryFn: ({ signal }) => take(api.GET('/api/applications/{id}/numbers', { params: { path: { id } }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });

/** Its paper is signed, and takes effect in a moment. */
const settling = (card: Card | undefined) => card?.paper_id != null && card.papers.some(({ document_id, state }) => document_id === card.paper_id && state !== 'on_signature');

export type PaperInput = Schemas['ServicesPaperInput'];

/** The paper as it would be signed, in base64. */
export async function previewOf(id: number, body: PaperInput): Promise<string> {
  const { pdf } = await take(api.POST('/api/applications/{id}/preview', { params: { path: { id } }, body }));
  return pdf;
}

export const kindsQuery = queryOptions({ queryKey: ['applications', 'kinds'], queryFn: ({ signal }) => take(api.GET('/api/request-kinds', { signal })) });

export const officersQuery = queryOptions({ queryKey: ['applications', 'officers'], queryFn: ({ signal }) => take(api.GET('/api/application-officers', { signal })) });

export const servicesQuery = queryOptions({ queryKey: ['applications', 'services'], queryFn: ({ signal }) => take(api.GET('/api/application-services', { signal })) });

export const entryFormQuery = (id: number) =>
  queryOptions({ queryKey: ['applications', 'form', id], queryFn: ({ signal }) => take(api.GET('/api/application-services/{id}/form', { params: { path: { id } }, signal })) });

export const linesQuery = queryOptions({ queryKey: ['applications', 'routes'], queryFn: ({ signal }) => take(api.GET('/api/service-routes', { signal })) });

export type PaperForm = Schemas['ServicesPaperForm'];

export const paperFormsQuery = queryOptions({ queryKey: ['applications', 'forms'], queryFn: ({ signal }) => take(api.GET('/api/service-forms', { signal })) });

export const bodiesQuery = queryOptions({ queryKey: ['applications', 'bodies'], queryFn: ({ signal }) => take(api.GET('/api/bodies', { signal })) });

export const complaintsQuery = infiniteQueryOptions({
  queryKey: ['applications', 'complaints'],
  queryFn: ({ pageParam, signal }) => take(api.GET('/api/service-complaints', { params: { query: { after: pageParam, limit: 50 } }, signal })),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next || undefined,
});

export const complaintQuery = (id: number) =>
  queryOptions({ queryKey: ['applications', 'complaint', id], queryFn: ({ signal }) => take(api.GET('/api/service-complaints/{id}', { params: { path: { id } }, signal })) });
