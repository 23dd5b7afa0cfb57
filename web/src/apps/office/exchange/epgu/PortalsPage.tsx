import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { portalWords as t } from '@/i18n/ru/interagency';
import { portalForms as forms } from '@/i18n/ru/portalForms';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tabs } from '@/ui/Tabs';
import { usePageTitle } from '../../shell/pageTitle';
import { Lines } from './Lines';
import { Orders } from './Orders';
import { setupQuery } from './queries';
import type { Part } from './routes';
import { ServicesPart } from './ServicesPart';
import { StatusesPart } from './StatusesPart';
import './portals.css';
import '../exchange.css';

const route = getRouteApi('/shell/portals');

/** The integration administrator's page of foreign portals: what came, what left, what waits for him. */
export function PortalsPage() {
  const { part = 'orders' } = route.useSearch();
  const navigate = route.useNavigate();
  usePageTitle(t.title);
  const { data: setup, error, refetch } = useQuery(setupQuery);
  if (setup === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  return (
    <div className="page exchange" data-pane>
      <h1>{t.title}</h1>
      {!setup.connected && <Banner tone="warn">{t.offline}</Banner>}
      <Tabs
        label={t.parts}
        selected={part}
        onSelect={(next: Part) => void navigate({ search: next === 'orders' ? {} : { part: next } })}
        tabs={[
          { id: 'orders', title: t.orders, content: <Orders state="" /> },
          { id: 'sorting', title: t.sorting, count: setup.sorting, content: <Orders state="sorting" /> },
          { id: 'faulty', title: t.faulty, count: setup.faulty, content: <Orders state="faulty" /> },
          { id: 'ledger', title: t.ledger, content: <Lines state="" /> },
          { id: 'refused', title: t.refused, count: setup.refused, content: <Lines state="refused" /> },
          { id: 'services', title: forms.services, content: <ServicesPart setup={setup} /> },
          { id: 'settings', title: forms.statuses, content: <StatusesPart setup={setup} /> },
        ]}
      />
    </div>
  );
}
