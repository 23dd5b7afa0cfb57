import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeOf } from '../card/place';
import { shellRoute } from '../shell/routes';

export const outgoingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outgoing',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./OutgoingPage'), 'OutgoingPage'),
});
