import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/routes';

const parts = ['orders', 'sorting', 'faulty', 'ledger', 'refused', 'services', 'settings'] as const;
export type Part = (typeof parts)[number];

export const portalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/portals',
  validateSearch: (search: Record<string, unknown>): { part?: Part } => {
    const part = parts.find((one) => one === search.part);
    return part === undefined ? {} : { part };
  },
  component: lazyRouteComponent(() => import('./PortalsPage'), 'PortalsPage'),
});
