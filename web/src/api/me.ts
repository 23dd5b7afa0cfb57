import { queryOptions } from '@tanstack/react-query';
import { ApiError, offline, problemOf } from './problem';
import type { components } from './schema';

/** The person at work, his post and what he may do. */
export type Me = components['schemas']['OrgMe'];

/** null: nobody is signed in. This call never opens the dialog of an expired session. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: Infinity,
  queryFn: async (): Promise<Me | null> => {
    const response = await fetch('/api/me').catch(() => {
      throw offline();
    });
    if (response.status === 401) return null;
    if (!response.ok) throw await problemOf(response);
    const me = (await response.json()) as Me;
    // Days are counted where the body is, not where the computer's clock says.
    document.documentElement.dataset.zone = me.body.zone;
    return me;
  },
  retry: (count, error) => count < 1 && error instanceof ApiError && error.status === 0,
});
