import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import type { components } from '@/api/schema';

export type Pile = components['schemas']['BatchPile'];
export type Batch = components['schemas']['BatchView'];
export type Sight = components['schemas']['BatchSight'];
export type PileKey = Pick<Pile, 'kind_id' | 'basis_id'>;

/** Documents of one kind that wait for the signature of the person, where there are several. */
export const pilesQuery = queryOptions({
  queryKey: ['tasks', 'piles'],
  queryFn: ({ signal }) => take(api.GET('/api/signing-piles', { signal })),
  select: ({ items }) => items,
});

const shown = 50;

/** One pile with its documents, some at a time. */
export const pileQuery = ({ kind_id, basis_id }: PileKey) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'pile', kind_id, basis_id],
    retry: false,
    queryFn: ({ pageParam, signal }) => take(api.GET('/api/signing-pile', { params: { query: { kind_id, basis_id, after: pageParam, limit: shown } }, signal })),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.entries.length === shown ? page.entries.at(-1)?.id : undefined),
  });
