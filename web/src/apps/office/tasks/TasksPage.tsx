import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useRef } from 'react';
import { taskWords as t } from '@/i18n/ru/tasks';
import { Skeleton } from '@/ui/Notice';
import { useRoom } from '../card/useRoom';
import { usePageTitle } from '../shell/pageTitle';
import type { Go } from './place';
import '../card/card.css';

const Phone = lazy(() => import('./phone/Phone'));
const Desktop = lazy(() => import('./Desktop'));

const route = getRouteApi('/shell/tasks');

/** «Мои задания»: everything that waits for this person. On a phone – four queues and one decision at a time. */
export function TasksPage() {
  usePageTitle(t.title);
  const { me } = useRouteContext({ from: '/shell' });
  const place = route.useSearch();
  const navigate = route.useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ search: (before) => ({ ...before, ...change }), replace }), [navigate]);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  return (
    <div ref={box} className="panes">
      <Suspense fallback={<Skeleton shape="list" count={6} />}>
        {room === 'one' ? <Phone me={me} place={place} go={go} /> : <Desktop place={place} go={go} room={room} />}
      </Suspense>
    </div>
  );
}
