import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { whole } from '@/lib/address';
import { shellRoute } from '../shell/routes';

/** The chosen day and the opened visit: ids, nobody's name. */
export interface Place {
  day?: number;
  visit?: number;
}

function placeOf(search: Record<string, unknown>): Place {
  const day = whole(search.day);
  const visit = whole(search.visit);
  return { ...(day === undefined ? {} : { day }), ...(visit === undefined ? {} : { visit }) };
}

export const visitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./VisitsPage'), 'VisitsPage'),
});
