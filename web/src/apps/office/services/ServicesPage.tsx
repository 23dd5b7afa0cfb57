import { Outlet, useLocation, useRouteContext } from '@tanstack/react-router';
import { applicationWords as t } from '@/i18n/ru/applications';
import { Room } from '../shell/Room';
import { partsFor } from './parts';
import './services.css';

/** Applications for services, and what is set up and counted about them. */
export function ServicesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { pathname } = useLocation();
  const mine = partsFor(me);
  return (
    <Room title={t.title} choice={t.part} parts={mine} titles={t.parts} chosen={mine.find(({ to }) => pathname.startsWith(to))?.id ?? 'queue'} listed={0} offered={0}>
      <Outlet />
    </Room>
  );
}
