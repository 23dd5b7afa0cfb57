import { lazyRouteComponent } from '@tanstack/react-router';

export const figuresPage = lazyRouteComponent(() => import('./FiguresPage'), 'FiguresPage');
export const listPage = lazyRouteComponent(() => import('./ListPage'), 'ListPage');
export const visitsPage = lazyRouteComponent(() => import('./VisitsPage'), 'VisitsPage');
