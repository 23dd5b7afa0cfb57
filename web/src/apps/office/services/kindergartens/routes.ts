import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/routes';
import type { State } from './queries';

export const states: readonly State[] = ['checks', 'recorded', 'selected', 'directed', 'accepted', 'ordered', 'wishes_change', 'enrolled', 'refusing', 'refused', 'withdrawn'];

/** The chosen state and the opened record: nobody's name. */
export interface Place {
  state?: State;
  row?: number;
}

function placeOf(search: Record<string, unknown>): Place {
  const state = states.find((one) => one === search.state);
  const row = Number(search.row);
  return { ...(state === undefined ? {} : { state }), ...(Number.isSafeInteger(row) && row > 0 ? { row } : {}) };
}

export const kindergartensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/kindergartens',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./KindergartensPage'), 'KindergartensPage'),
});
