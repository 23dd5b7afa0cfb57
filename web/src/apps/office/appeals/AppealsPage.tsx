import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { appealWords as t } from '@/i18n/ru/appeals';
import { set, type Go } from '../card/place';
import { Arrivals } from '../arrivals/Arrivals';

const route = getRouteApi('/shell/appeals');

/** Citizens' appeals of the body: received, registered and considered by the clock of the law. */
export function AppealsPage() {
  const navigate = route.useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ search: (now) => set(now, change), hash: true, replace }), [navigate]);
  return <Arrivals flow="appeal" words={t} place={route.useSearch()} go={go} />;
}
