import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { whole } from '@/lib/address';
import { shellRoute } from '../../shell/routes';
import type { State } from './queries';

export const states: readonly State[] = ['checks', 'recorded', 'selected', 'directed', 'accepted', 'ordered', 'wishes_change', 'enrolled', 'refusing', 'refused', 'withdrawn'];

export const ages = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** To what the queue is narrowed, and the opened record: nobody's name. */
export interface Place {
  state?: State;
  garden?: number;
  /** Full years on 1 September. */
  age?: number;
  row?: number;
}

function placeOf(search: Record<string, unknown>): Place {
  const state = states.find((one) => one === search.state);
  const garden = whole(search.garden);
  const age = ages.find((one) => String(one) === String(search.age));
  const row = whole(search.row);
  return { ...(state && { state }), ...(garden && { garden }), ...(age !== undefined && { age }), ...(row && { row }) };
}

export const kindergartensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/kindergartens',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./KindergartensPage'), 'KindergartensPage'),
});
