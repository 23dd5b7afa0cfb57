import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Row = Schemas['CatalogueRow'];
export type Card = Schemas['CatalogueCard'];
export type Passport = Schemas['CataloguePassport'];
export type Step = Schemas['CatalogueStep'];
export type Variant = Schemas['CatalogueVariant'];
export type Figures = Schemas['CatalogueFigures'];

export const listQuery = queryOptions({ queryKey: ['catalogue', 'list'], queryFn: ({ signal }) => take(api.GET('/api/catalogue', { signal })) });
export const wordsQuery = queryOptions({ queryKey: ['catalogue', 'words'], staleTime: Infinity, queryFn: ({ signal }) => take(api.GET('/api/catalogue/words', { signal })) });
export const cardQuery = (id: number) => queryOptions({ queryKey: ['catalogue', 'card', id], queryFn: ({ signal }) => take(api.GET('/api/catalogue/{id}', { params: { path: { id } }, signal })) });
export const versionQuery = (id: number, number: number) =>
  queryOptions({ queryKey: ['catalogue', 'version', id, number], queryFn: ({ signal }) => take(api.GET('/api/catalogue/{id}/versions/{number}', { params: { path: { id, number } }, signal })) });
export const visitsQuery = (id: number, from: string, to: string) =>
  queryOptions({ queryKey: ['catalogue', 'visits', id, from, to], queryFn: ({ signal }) => take(api.GET('/api/catalogue/{id}/visits', { params: { path: { id }, query: { from, to } }, signal })) });
