import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => take(api.GET('/api/sessions', { signal })),
});
