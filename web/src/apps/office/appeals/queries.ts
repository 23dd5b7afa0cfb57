import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { Option } from '@/ui/Select';

export type Appeal = components['schemas']['AppealsView'];
export type Question = Appeal['questions'][number];
export type Letter = Appeal['letters'][number];
export type Request = Appeal['requests'][number];
export type Previous = components['schemas']['AppealsCorrespondence'];
export type Beside = components['schemas']['AppealsBeside'];
export type PublicDraft = components['schemas']['AppealsPublicDraft'];
export type Published = NonNullable<Appeal['published']>;
export type Earlier = Appeal['earlier'][number];

/** Whether a letter finds the author: without an address the law wants none (59-ФЗ ст. 11 ч. 1). */
export const reachable = ({ address = '', email = '' }: Appeal['authors'][number]) => address !== '' || email !== '';

export const appealQuery = (id: number) =>
  queryOptions({ queryKey: ['card', id, 'appeal'], queryFn: ({ signal }) => take(api.GET('/api/appeals/{id}', { params: { path: { id } }, signal })) });

export const previousQuery = (id: number) =>
  queryOptions({ queryKey: ['card', id, 'previous-answers'], queryFn: ({ signal }) => take(api.GET('/api/appeals/{id}/previous-answers', { params: { path: { id } }, signal })) });

export const besideQuery = (id: number, earlier: number) =>
  queryOptions({ queryKey: ['card', id, 'beside', earlier], queryFn: ({ signal }) => take(api.GET('/api/appeals/{id}/beside/{earlier}', { params: { path: { id, earlier } }, signal })) });

export async function findThemes(typed: string, signal: AbortSignal): Promise<readonly Option<string>[]> {
  const { items } = await take(api.GET('/api/themes', { params: { query: { typed } }, signal }));
  return items.map(({ code, title }) => ({ id: code, title: code, hint: title }));
}
