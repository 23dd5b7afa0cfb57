import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { controlPlace } from './place';

export const controlRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/control',
  validateSearch: controlPlace,
  component: lazyRouteComponent(() => import('./ControlPage'), 'ControlPage'),
});
