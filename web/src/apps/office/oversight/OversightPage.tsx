import { Outlet, useLocation, useRouteContext } from '@tanstack/react-router';
import { oversight as t } from '@/i18n/ru/oversight';
import { ForeignPart, Room } from '../shell/Room';
import { partsFor } from './parts';
import './oversight.css';

/** The control of appeals over all bodies. */
export function OversightPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { pathname } = useLocation();
  const mine = partsFor(me);
  const chosen = mine.find(({ to }) => to === pathname);
  return (
    <Room title={t.title} choice={t.part} parts={mine} titles={t.parts} chosen={chosen?.id ?? null}>
      {chosen ? <Outlet /> : <ForeignPart />}
    </Room>
  );
}
