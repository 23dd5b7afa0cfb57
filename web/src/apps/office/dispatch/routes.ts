import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';

export const registersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outgoing/registers',
  validateSearch: (search: Record<string, unknown>): { channel?: 'hand' } => (search.channel === 'hand' ? { channel: 'hand' } : {}),
  component: lazyRouteComponent(() => import('./RegistersPage'), 'RegistersPage'),
});

export const registerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outgoing/registers/$id',
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,17}$/.test(params.id)) throw notFound();
  },
  component: lazyRouteComponent(() => import('./RegisterPage'), 'RegisterPage'),
});
