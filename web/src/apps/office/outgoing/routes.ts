import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeOf } from '../card/place';
import { shellRoute } from '../shell/routes';

const page = () => import('./CreatedPage');

export const outgoingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outgoing',
  validateSearch: placeOf,
  component: lazyRouteComponent(page, 'OutgoingPage'),
});

export const internalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/internal',
  validateSearch: placeOf,
  component: lazyRouteComponent(page, 'InternalPage'),
});

export const directiveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/directive',
  validateSearch: placeOf,
  component: lazyRouteComponent(page, 'DirectivePage'),
});
