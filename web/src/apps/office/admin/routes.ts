import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { whole } from '@/lib/address';
import { shellRoute } from '../shell/routes';
import { auditFilterOf } from './audit/filter';
import { partsFor } from './parts';

/** What is open in the drawer: 'new' or an id; the other filters of the parts that have them. */
export interface AdminSearch {
  open?: string;
  unit?: number;
  dismissed?: boolean;
  year?: number;
  tab?: string;
}

function searchOf({ open, unit, dismissed, year, tab }: Record<string, unknown>): AdminSearch {
  const [unitId, ofYear] = [whole(unit), whole(year)];
  return {
    ...(typeof open === 'string' || typeof open === 'number' ? { open: String(open) } : {}),
    ...(unitId ? { unit: unitId } : {}),
    ...(dismissed === true ? { dismissed } : {}),
    ...(ofYear ? { year: ofYear } : {}),
    ...(typeof tab === 'string' ? { tab } : {}),
  };
}

const adminRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin',
  component: lazyRouteComponent(() => import('./AdminPage'), 'AdminPage'),
});

const firstRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const [first] = partsFor(context.me);
    if (first) throw redirect({ href: first.to });
  },
});

const base = { getParentRoute: () => adminRoute, validateSearch: searchOf };

const peopleRoute = createRoute({ ...base, path: 'people', component: lazyRouteComponent(() => import('./people/PeoplePage'), 'PeoplePage') });
const structureRoute = createRoute({ ...base, path: 'structure', component: lazyRouteComponent(() => import('./structure/StructurePage'), 'StructurePage') });
const substitutionsRoute = createRoute({
  ...base,
  path: 'substitutions',
  component: lazyRouteComponent(() => import('./people/SubstitutionsPage'), 'SubstitutionsPage'),
});
const assistantsRoute = createRoute({ ...base, path: 'assistants', component: lazyRouteComponent(() => import('./people/AssistantsPage'), 'AssistantsPage') });
const journalsRoute = createRoute({ ...base, path: 'journals', component: lazyRouteComponent(() => import('./records/JournalsPage'), 'JournalsPage') });
const filesRoute = createRoute({ ...base, path: 'files', component: lazyRouteComponent(() => import('./records/FilePlanPage'), 'FilePlanPage') });
const kindsRoute = createRoute({ ...base, path: 'kinds', component: lazyRouteComponent(() => import('./records/KindsPage'), 'KindsPage') });
const formsRoute = createRoute({ ...base, path: 'forms', component: lazyRouteComponent(() => import('./records/FormsPage'), 'FormsPage') });
const termsRoute = createRoute({ ...base, path: 'terms', component: lazyRouteComponent(() => import('./records/TermsPage'), 'TermsPage') });
const correspondentsRoute = createRoute({
  ...base,
  path: 'correspondents',
  component: lazyRouteComponent(() => import('./records/CorrespondentsPage'), 'CorrespondentsPage'),
});
const routesRoute = createRoute({ ...base, path: 'routes', component: lazyRouteComponent(() => import('./route/RoutesPage'), 'RoutesPage') });
const receptionRoute = createRoute({ ...base, path: 'reception', component: lazyRouteComponent(() => import('./reception/ReceptionPage'), 'ReceptionPage') });
const trustRoute = createRoute({ ...base, path: 'trust', component: lazyRouteComponent(() => import('./trust/TrustPage'), 'TrustPage') });
const stateRoute = createRoute({ ...base, path: 'state', component: lazyRouteComponent(() => import('./state/StatePage'), 'StatePage') });
const auditRoute = createRoute({
  getParentRoute: () => adminRoute,
  path: 'audit',
  validateSearch: auditFilterOf,
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
});

export const adminRoutes = adminRoute.addChildren([
  firstRoute,
  peopleRoute,
  structureRoute,
  substitutionsRoute,
  assistantsRoute,
  journalsRoute,
  filesRoute,
  kindsRoute,
  routesRoute,
  termsRoute,
  formsRoute,
  correspondentsRoute,
  receptionRoute,
  trustRoute,
  auditRoute,
  stateRoute,
]);
