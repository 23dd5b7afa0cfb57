import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';

const parts = ['ledger', 'sorting', 'faulty', 'runs', 'differences', 'messages', 'settings'] as const;
export type Part = (typeof parts)[number];

export const exchangeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/exchange',
  validateSearch: (search: Record<string, unknown>): { part?: Part; run?: number } => {
    const part = parts.find((one) => one === search.part);
    return { ...(part && { part }), ...(typeof search.run === 'number' && { run: search.run }) };
  },
  component: lazyRouteComponent(() => import('./ExchangePage'), 'ExchangePage'),
});
