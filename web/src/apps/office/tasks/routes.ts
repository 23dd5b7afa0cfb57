import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { taskPlace } from './place';

export const tasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  validateSearch: taskPlace,
  component: lazyRouteComponent(() => import('./TasksPage'), 'TasksPage'),
});

/** Notices and letters of the server lead to documents. */
export const documentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/documents/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/cards/$id', params, replace: true });
  },
});
