import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { queryClient } from '@/api/queryClient';
import { routes, sectionsFor } from './features';
import { Missing } from './shell/Trouble';
import { passwordRoute, rootRoute, shellRoute, signInRoute } from './shell/routes';

/** The first page is the first section that this person has. */
const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: sectionsFor(context.me)[0]?.to ?? '/profile' });
  },
});

/** Any other address: told inside the frame, so that a person can go on. */
const missingRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: Missing });

export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, passwordRoute, shellRoute.addChildren([startRoute, ...routes, missingRoute])]),
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
