import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { searchPlaceOf } from './place';

export const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/search',
  validateSearch: searchPlaceOf,
  component: lazyRouteComponent(() => import('./SearchPage'), 'SearchPage'),
});
