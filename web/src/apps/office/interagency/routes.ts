import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { placeOf } from './place';

export const interagencyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/interagency',
  validateSearch: placeOf,
  component: lazyRouteComponent(() => import('./InteragencyPage'), 'InteragencyPage'),
});

export const requestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/interagency/requests/$id',
  component: lazyRouteComponent(() => import('./RequestPage'), 'RequestPage'),
});

export const inquiryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/interagency/inquiries/$id',
  component: lazyRouteComponent(() => import('./InquiryPage'), 'InquiryPage'),
});
