import { queryOptions } from '@tanstack/react-query';
import { ApiError, offline, problemOf } from './problem';

/** The person at work, his post and what he may open. */
export interface Me {
  id: number | string;
  login: string;
  name: string;
  post: string;
  unit: string;
  body: string;
  /** Words of roles; sections of the menu ask for them. */
  roles: readonly string[];
}

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
    return (await response.json()) as Me;
  },
  retry: (count, error) => count < 1 && error instanceof ApiError && error.status === 0,
});
