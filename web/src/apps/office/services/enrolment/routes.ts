import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { whole } from '@/lib/address';
import { shellRoute } from '../../shell/routes';

export const states = ['checks', 'needs_confirmation', 'eligible', 'ordered', 'enrolled', 'no_place', 'refused', 'withdrawn'] as const;

/** The chosen school, its stage, to what its register is narrowed, and the opened application: ids, nobody's name. */
export interface Place {
  school?: number;
  stage?: 1 | 2;
  group?: number;
  state?: (typeof states)[number];
  row?: number;
  /** Another part than a school. */
  part?: 'dates' | 'unsorted';
}

function placeOf(search: Record<string, unknown>): Place {
  const school = whole(search.school);
  const row = whole(search.row);
  const group = whole(search.group);
  const state = states.find((one) => one === search.state);
  const part = search.part === 'dates' || search.part === 'unsorted' ? search.part : undefined;
  return {
    ...(part && { part }),
    ...(school && { school }),
    ...(Number(search.stage) === 2 && { stage: 2 as const }),
    ...(group && group <= 5 && { group }),
    ...(state && { state }),
    ...(row && { row }),
  };
}

export const enrolmentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/enrolment',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./EnrolmentPage'), 'EnrolmentPage'),
});
