import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { AdminSearch } from './routes';

/** The part's own search parameters, and a way to change some of them: what is open lives in the URL. */
export function useAdminSearch() {
  const search: AdminSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Partial<AdminSearch>) => void navigate({ to: '.', search: (before: AdminSearch) => ({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const open = useCallback((id: string | number | undefined) => change({ open: id === undefined ? undefined : String(id) }), [change]);
  const close = useCallback(() => open(undefined), [open]);
  return { search, change, open, close };
}
