import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { thisYear } from './lookups';
import type { Card } from './parts';
import { kindsQuery, type Flow } from './queries';

const journalsQuery = (flow: Flow) =>
  queryOptions({
    queryKey: ['journals', flow],
    staleTime: 600_000,
    queryFn: ({ signal }) => take(api.GET('/api/journals', { params: { query: { flow } }, signal })),
  });

export const caseFilesQuery = queryOptions({
  queryKey: ['case-files'],
  staleTime: 600_000,
  queryFn: ({ signal }) => take(api.GET('/api/case-files', { params: { query: { year: thisYear() } }, signal })),
});

/** Journals in which the card may be registered, the proposed one first; nothing while they are asked. */
export function useJournals(card: Card, enabled: boolean) {
  const { data } = useQuery({ ...journalsQuery(card.flow), enabled });
  return data?.items.filter((journal) => journal.active && journal.access_mark === card.access_mark).toSorted((a, b) => a.position - b.position);
}

export const fetchJournals = journalsQuery;

/** Kinds of the card's flow; the kind it has stays in the list even when it is closed for new cards. */
export function useKinds(card: Card) {
  const { data } = useQuery(kindsQuery);
  const kinds = (data?.items ?? []).filter((kind) => kind.flow === card.flow && (kind.active || kind.id === card.kind.id));
  return kinds.length === 0 ? [{ id: card.kind.id, title: card.kind.name }] : kinds.map(({ id, name }) => ({ id, title: name }));
}

export function useCaseFiles(enabled: boolean) {
  const { data } = useQuery({ ...caseFilesQuery, enabled });
  return (data?.items ?? [])
    .filter((one) => one.closed_at === null)
    .map((one) => ({ id: one.id, title: one.index_code, hint: one.title }));
}
