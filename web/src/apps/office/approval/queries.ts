import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { arrives } from '../card/flow';
import type { Flow } from '../card/queries';

/** Routes that fit the document. */
export const routesQuery = (flow: Flow, kindId: number) =>
  queryOptions({
    queryKey: ['routes', flow, kindId],
    enabled: !arrives(flow),
    queryFn: ({ signal }) => take(api.GET('/api/routes', { params: { query: { flow: flow === 'incoming' || flow === 'appeal' ? 'outgoing' : flow, kind_id: kindId } }, signal })),
    select: ({ items }) => items.filter((route) => route.active),
  });

export const differenceQuery = (documentId: number, from: number, to: number) =>
  queryOptions({
    queryKey: ['card', documentId, 'difference', from, to],
    queryFn: ({ signal }) => take(api.GET('/api/documents/{id}/versions/{from}/diff/{to}', { params: { path: { id: documentId, from, to } }, signal })),
    refetchInterval: ({ state }) => (state.data?.ready === false && state.dataUpdateCount < 10 ? 2000 : false),
  });

export const sheetQuery = (documentId: number) =>
  queryOptions({
    queryKey: ['card', documentId, 'sheet'],
    queryFn: ({ signal }) => take(api.GET('/api/documents/{id}/approval-sheet', { params: { path: { id: documentId } }, signal })),
  });

export const subordinatesQuery = (approvalId: number, visaId: number) =>
  queryOptions({
    queryKey: ['approvals', approvalId, 'subordinates', visaId],
    queryFn: ({ signal }) => take(api.GET('/api/approvals/{id}/subordinates', { params: { path: { id: approvalId }, query: { visa_id: visaId } }, signal })),
  });
