import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { placeOf as figuresPlace } from './figures/address';
import { figuresPage, listPage, visitsPage } from './figures/routes';
import { partsFor } from './parts';
import { placeOf, tabPlace } from './place';

const officeRoute = createRoute({ getParentRoute: () => shellRoute, path: '/applications', component: lazyRouteComponent(() => import('./ServicesPage'), 'ServicesPage') });

const firstRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const [first] = partsFor(context.me);
    if (first) throw redirect({ href: first.to });
  },
});

const base = { getParentRoute: () => officeRoute, validateSearch: placeOf };

const queueRoute = createRoute({ ...base, path: 'queue', component: lazyRouteComponent(() => import('./QueuePage'), 'QueuePage') });
const linesRoute = createRoute({ ...base, path: 'routes', component: lazyRouteComponent(() => import('./RoutesPage'), 'RoutesPage') });
const complaintsRoute = createRoute({ ...base, path: 'complaints', component: lazyRouteComponent(() => import('./ComplaintsPage'), 'ComplaintsPage') });
const formsRoute = createRoute({ ...base, path: 'forms', component: lazyRouteComponent(() => import('./FormsPage'), 'FormsPage') });

const figured = { getParentRoute: () => officeRoute, validateSearch: figuresPlace };
const figuresRoute = createRoute({ ...figured, path: 'figures', component: figuresPage });
const figuresListRoute = createRoute({ ...figured, path: 'figures/list', component: listPage });
const visitsRoute = createRoute({ ...figured, path: 'visits', component: visitsPage });

/** An application by itself: notices and tasks lead here. */
const applicationRoute = createRoute({
  getParentRoute: () => officeRoute,
  path: '$id',
  validateSearch: tabPlace,
  component: lazyRouteComponent(() => import('./ApplicationPage'), 'ApplicationPage'),
});

export const applicationRoutes = officeRoute.addChildren([firstRoute, queueRoute, linesRoute, complaintsRoute, formsRoute, figuresRoute, figuresListRoute, visitsRoute, applicationRoute]);
