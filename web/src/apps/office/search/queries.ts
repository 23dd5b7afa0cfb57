import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';
import type { SearchPlace } from './place';

export type Hit = components['schemas']['CardsHit'];
export type Fragment = components['schemas']['CardsFragment'];

export const searchQuery = (text: string, place: SearchPlace) =>
  infiniteQueryOptions({
    queryKey: ['cards', 'search', text, place],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.POST('/api/search', {
          body: {
            text,
            ...(place.flow ? { flow: place.flow } : {}),
            ...(place.kind ? { kind_id: place.kind } : {}),
            ...(place.correspondent ? { correspondent_id: place.correspondent } : {}),
            ...(place.person ? { person_id: place.person } : {}),
            ...(place.from ? { from: place.from } : {}),
            ...(place.to ? { to: place.to } : {}),
            ...(place.order && text !== '' ? { order: place.order } : {}),
            after: pageParam,
            limit: 20,
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
