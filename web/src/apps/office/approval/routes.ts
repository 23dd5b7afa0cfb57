import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';

export const sheetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approval-sheet/$id',
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,17}$/.test(params.id)) throw notFound();
  },
  component: lazyRouteComponent(() => import('./SheetPage'), 'SheetPage'),
});
