import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeOf } from '../card/place';
import { shellRoute } from '../shell/routes';

export const appealsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appeals',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./AppealsPage'), 'AppealsPage'),
});
