import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeOf } from '../card/place';
import { shellRoute } from '../shell/routes';

export const incomingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/incoming',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./IncomingPage'), 'IncomingPage'),
});
