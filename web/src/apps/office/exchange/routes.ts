import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';

const parts = ['ledger', 'sorting', 'faulty', 'runs', 'differences', 'messages', 'settings'] as const;
export type Part = (typeof parts)[number];

export const shows = ['all', 'refused', 'ready', 'in', 'out'] as const;
/** Which lines of the ledger are listed. */
export type Show = (typeof shows)[number];

interface Search {
  part?: Part;
  run?: number;
  show?: Show;
  number?: string;
}

export const exchangeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/exchange',
  validateSearch: (search: Record<string, unknown>): Search => {
    const part = parts.find((one) => one === search.part);
    const show = shows.find((one) => one === search.show);
    const number = String(search.number ?? '');
    return { ...(part && { part }), ...(typeof search.run === 'number' && { run: search.run }), ...(show && { show }), ...(number !== '' && { number }) };
  },
  component: lazyRouteComponent(() => import('./ExchangePage'), 'ExchangePage'),
});
