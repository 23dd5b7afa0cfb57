import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';

/** What the server says of a text that is being written; the last word stands until the next one comes. */
export const checkQuery = (id: number, text: string) =>
  queryOptions({
    queryKey: ['catalogue', 'form', id, text],
    queryFn: ({ signal }) => take(api.POST('/api/catalogue/{id}/form/check', { params: { path: { id } }, body: { form: text }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });
