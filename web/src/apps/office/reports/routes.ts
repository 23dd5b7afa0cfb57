import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { day, whole } from '@/lib/address';
import { shellRoute } from '../shell/routes';
import { presetOf, type PeriodSearch } from './period';

export const disciplineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch: (search: Record<string, unknown>): PeriodSearch => {
    const [period, from, to] = [presetOf(search.period), day(search.from), day(search.to)];
    return { ...(period ? { period } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(search.people === false ? { people: false } : {}) };
  },
  component: lazyRouteComponent(() => import('./DisciplinePage'), 'DisciplinePage'),
});

export interface JournalSearch {
  journal?: number;
  year?: number;
}

export const journalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/journals',
  validateSearch: (search: Record<string, unknown>): JournalSearch => {
    const [journal, year] = [whole(search.journal), whole(search.year)];
    return { ...(journal ? { journal } : {}), ...(year ? { year } : {}) };
  },
  component: lazyRouteComponent(() => import('./JournalPage'), 'JournalPage'),
});
