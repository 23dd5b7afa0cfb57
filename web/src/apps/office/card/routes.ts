import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { placeOf, type Place } from './place';

export const cardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cards/$id',
  validateSearch: (search: Record<string, unknown>): Pick<Place, 'tab' | 'doc'> => {
    const { tab, doc } = placeOf(search);
    return { ...(tab ? { tab } : {}), ...(doc ? { doc } : {}) };
  },
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,17}$/.test(params.id)) throw notFound();
  },
  component: lazyRouteComponent(() => import('./CardPage'), 'CardPage'),
});
