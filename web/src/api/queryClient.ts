import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem';

/** A refusal is not repeated; a broken connection is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
});
