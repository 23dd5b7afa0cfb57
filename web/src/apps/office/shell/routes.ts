import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { Root } from './Root';
import { Broken, Missing } from './Trouble';

export interface Context {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<Context>()({ component: Root, notFoundComponent: Missing });

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    // Only a path of ours: an address from outside must not lead a person away after signing in.
    typeof search.back === 'string' && /^\/(?![/\\])/.test(search.back) ? { back: search.back } : {},
  beforeLoad: async ({ context }) => {
    if (await context.queryClient.ensureQueryData(meQuery)) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../signin/SignInPage'), 'SignInPage'),
});

export const passwordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: lazyRouteComponent(() => import('../signin/PasswordPage'), 'PasswordPage'),
});

/** Everything behind the sign-in; features hang their routes here. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
    if (me.must_change_password) throw redirect({ to: '/password' });
    return { me };
  },
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
  errorComponent: Broken,
});
