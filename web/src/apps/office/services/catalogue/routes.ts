import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/routes';

export const catalogueRoute = createRoute({ getParentRoute: () => shellRoute, path: '/catalogue', component: lazyRouteComponent(() => import('./CataloguePage'), 'CataloguePage') });
export const passportRoute = createRoute({ getParentRoute: () => shellRoute, path: '/catalogue/$id', component: lazyRouteComponent(() => import('./PassportPage'), 'PassportPage') });
export const formRoute = createRoute({ getParentRoute: () => shellRoute, path: '/catalogue/$id/form', component: lazyRouteComponent(() => import('./form/BuilderPage'), 'BuilderPage') });
