import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { queryClient } from '@/api/queryClient';
import { routes, sectionsFor } from './features';
import { passwordRoute, rootRoute, shellRoute, signInRoute } from './shell/routes';

/** The first page is the first section that this person has. */
const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: sectionsFor(context.me)[0]?.to ?? '/profile' });
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, passwordRoute, shellRoute.addChildren([startRoute, ...routes])]),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
