import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/routes';

/** The chosen school, its stage and the opened application: ids, nobody's name. */
export interface Place {
  school?: number;
  stage?: 1 | 2;
  row?: number;
  /** Another part than a school. */
  part?: 'dates' | 'unsorted';
}

const whole = (value: unknown) => (Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);

function placeOf(search: Record<string, unknown>): Place {
  const school = whole(search.school);
  const row = whole(search.row);
  const part = search.part === 'dates' || search.part === 'unsorted' ? search.part : undefined;
  return { ...(part === undefined ? {} : { part }), ...(school === undefined ? {} : { school }), ...(Number(search.stage) === 2 ? { stage: 2 as const } : {}), ...(row === undefined ? {} : { row }) };
}

export const enrolmentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/enrolment',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./EnrolmentPage'), 'EnrolmentPage'),
});
