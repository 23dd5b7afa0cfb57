import { Outlet, useRouter } from '@tanstack/react-router';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { useKeyboard } from '@/lib/useKeys';
import { Toasts } from '@/ui/Toast';

/** What every page stands in. */
export function Root() {
  const router = useRouter();
  useKeyboard();
  return (
    <I18nProvider locale="ru-RU">
      <RouterProvider navigate={(href) => void router.navigate({ href })}>
        <Outlet />
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}
