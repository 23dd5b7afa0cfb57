import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { partsFor } from './parts';
import { placeOf } from './place';

const oversightRoute = createRoute({ getParentRoute: () => shellRoute, path: '/oversight', component: lazyRouteComponent(() => import('./OversightPage'), 'OversightPage') });

const firstRoute = createRoute({
  getParentRoute: () => oversightRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const [first] = partsFor(context.me);
    if (first) throw redirect({ href: first.to });
  },
});

const base = { getParentRoute: () => oversightRoute, validateSearch: placeOf };

const registerRoute = createRoute({ ...base, path: 'register', component: lazyRouteComponent(() => import('./RegisterPage'), 'RegisterPage') });
const figuresRoute = createRoute({ ...base, path: 'figures', component: lazyRouteComponent(() => import('./FiguresPage'), 'FiguresPage') });
const visitsRoute = createRoute({ ...base, path: 'visits', component: lazyRouteComponent(() => import('./VisitsReport'), 'VisitsReport') });
const accountRoute = createRoute({ ...base, path: 'account', component: lazyRouteComponent(() => import('./AccountPage'), 'AccountPage') });
const waysRoute = createRoute({ ...base, path: 'ways', component: lazyRouteComponent(() => import('./WaysPage'), 'WaysPage') });
const themesRoute = createRoute({ ...base, path: 'themes', component: lazyRouteComponent(() => import('./ThemesPage'), 'ThemesPage') });

export const oversightRoutes = oversightRoute.addChildren([firstRoute, registerRoute, figuresRoute, visitsRoute, accountRoute, waysRoute, themesRoute]);
