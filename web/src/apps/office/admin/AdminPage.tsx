import { Outlet, useLocation, useRouteContext } from '@tanstack/react-router';
import { admin as t } from '@/i18n/ru/admin';
import { ForeignPart, Room } from '../shell/Room';
import { partsFor } from './parts';

/** What the administrator sets up and watches. */
export function AdminPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { pathname } = useLocation();
  const mine = partsFor(me);
  const chosen = mine.find(({ to }) => to === pathname);
  return (
    <Room title={t.nav} choice={t.section} parts={mine} titles={t.parts} chosen={chosen?.id ?? null} listed={2}>
      {chosen ? <Outlet /> : <ForeignPart />}
    </Room>
  );
}
