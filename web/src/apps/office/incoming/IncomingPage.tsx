import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { incomingWords as t } from '@/i18n/ru/documents';
import { set, type Go } from '../card/place';
import { Arrivals } from '../arrivals/Arrivals';

const route = getRouteApi('/shell/incoming');

/** Everything that comes to the body: it is received, registered and sent on from here. */
export function IncomingPage() {
  const navigate = route.useNavigate();
  const go: Go = useCallback((change, replace = false) => void navigate({ search: (now) => set(now, change), hash: true, replace }), [navigate]);
  return <Arrivals flow="incoming" words={t} place={route.useSearch()} go={go} />;
}
