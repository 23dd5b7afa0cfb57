import { useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { today } from '@/lib/dates';
import { channelWords } from '@/i18n/ru/documents';
import type { Named } from './form';

// Options of fields that are found as one types. Stable functions: the kit asks anew when they change.

export async function findPeople(q: string, signal: AbortSignal): Promise<readonly Named[]> {
  const { items } = await take(api.POST('/api/employees/find', { body: { q, limit: 20 }, signal }));
  return items.map(({ id, short_name, post }) => ({ id, title: short_name, hint: post }));
}

export async function findExecutives(q: string, signal: AbortSignal): Promise<readonly Named[]> {
  const { items } = await take(api.POST('/api/employees/find', { body: { q, executive: true, limit: 20 }, signal }));
  return items.map(({ id, short_name, post }) => ({ id, title: short_name, hint: post }));
}

export async function findCorrespondents(typed: string, signal: AbortSignal): Promise<readonly Named[]> {
  const { items } = await take(api.POST('/api/correspondents/find', { body: { typed, limit: 20 }, signal }));
  return items.map(({ id, name, address, channel }) => ({ id, title: name, channel, hint: [channelWords[channel], address].filter(Boolean).join(' · ') }));
}

export const thisYear = () => Number(today().slice(0, 4));

/** The name of a person of whom only the id is known, from a link that somebody sent. */
export function usePerson(id: number | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ['employees', id, 'name'],
    enabled: id !== undefined,
    staleTime: 600_000,
    queryFn: ({ signal }) => take(api.GET('/api/employees/{id}', { params: { path: { id: id ?? 0 } }, signal })),
  });
  return data?.short_name;
}
