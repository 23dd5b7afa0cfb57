import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';

const parts = ['open', 'closed', 'inquiries', 'done', 'kinds'] as const;
export type Part = (typeof parts)[number];

export const interagencyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/interagency',
  validateSearch: (search: Record<string, unknown>): { part?: Part } => {
    const part = parts.find((one) => one === search.part);
    return part === undefined ? {} : { part };
  },
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
