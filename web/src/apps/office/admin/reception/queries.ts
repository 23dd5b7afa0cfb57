import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type PageView = components['schemas']['PortalPageView'];
export type Official = components['schemas']['PortalOfficial'];

/** What the own body shows of itself in the internet reception. */
export const pageQuery = queryOptions({
  queryKey: ['reception-page'],
  queryFn: ({ signal }) => take(api.GET('/api/reception/page', { signal })),
});
