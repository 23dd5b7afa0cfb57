import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api } from '@/api/client';
import { exchangeWords as t } from '@/i18n/ru/exchange';
import { exchangeForms as forms } from '@/i18n/ru/exchangeForms';
import { momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/Toast';
import { usePageTitle } from '../shell/pageTitle';
import { Differences } from './Differences';
import { Ledger } from './Ledger';
import { setupQuery } from './queries';
import type { Part } from './routes';
import { Protocol, Runs } from './Runs';
import { Waiting } from './Waiting';
import './exchange.css';

const route = getRouteApi('/shell/exchange');

const Messages = lazy(async () => ({ default: (await import('./Messages')).Messages }));
const SettingsPart = lazy(async () => ({ default: (await import('./SettingsPart')).SettingsPart }));
const wait = <Skeleton shape="table" count={6} />;

/** The integration administrator sees the whole exchange, the records office what it exports. */
export function ExchangePage() {
  const { me } = useRouteContext({ from: '/shell' });
  return me.rights.includes('exchange.manage') ? <Whole /> : <Office />;
}

function Office() {
  const { run } = route.useSearch();
  usePageTitle(forms.ofBody);
  return (
    <div className="page exchange" data-pane>
      <h1>{forms.ofBody}</h1>
      {run === undefined ? <Runs /> : <Protocol id={run} />}
    </div>
  );
}

function Whole() {
  const { part = 'ledger', run } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  usePageTitle(t.title);
  const { data: setup, error, refetch } = useQuery(setupQuery);
  const go = (next: Part) => void navigate({ search: next === 'ledger' ? {} : { part: next } });
  const act = async (path: '/api/pos/ask' | '/api/pos/compare', done: string) => {
    await api.POST(path);
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(done);
  };
  if (setup === undefined) return <div className="page">{error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />}</div>;
  return (
    <div className="page exchange" data-pane>
      <header className="row row-wrap">
        <h1 className="grow">{t.title}</h1>
        <Button onPress={() => act('/api/pos/compare', t.compared)}>{t.compare}</Button>
        <Button kind="filled" onPress={() => act('/api/pos/ask', t.asked)}>
          {t.ask}
        </Button>
      </header>
      {!setup.connected && <Banner tone="warn">{t.offline}</Banner>}
      <p className="muted">{setup.settings.heard_at === null ? t.never : t.heard(momentWords(setup.settings.heard_at), setup.settings.waiting)}</p>
      <Tabs
        label={t.parts}
        selected={part}
        onSelect={go}
        tabs={[
          { id: 'ledger', title: t.ledger, content: <Ledger /> },
          { id: 'sorting', title: t.sorting, count: setup.sorting, content: <Waiting state="sorting" setup={setup} /> },
          { id: 'faulty', title: t.faulty, count: setup.faulty, content: <Waiting state="faulty" setup={setup} /> },
          { id: 'runs', title: t.runs, count: setup.refused, content: run === undefined ? <Runs /> : <Protocol id={run} /> },
          { id: 'differences', title: t.differences, content: <Differences /> },
          { id: 'messages', title: forms.messages, content: <Suspense fallback={wait}><Messages /></Suspense> },
          { id: 'settings', title: t.settings, content: <Suspense fallback={wait}><SettingsPart setup={setup} /></Suspense> },
        ]}
      />
    </div>
  );
}
