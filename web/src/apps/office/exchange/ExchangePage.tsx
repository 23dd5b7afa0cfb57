import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api } from '@/api/client';
import { exchangeErrors, exchangeWords as t, kindWords, statusWords } from '@/i18n/ru/exchange';
import { exchangeForms as forms } from '@/i18n/ru/exchangeForms';
import { momentWords } from '@/lib/dates';
import { Button, Link } from '@/ui/Button';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/Toast';
import { cardHref } from '../card/parts';
import { usePageTitle } from '../shell/pageTitle';
import { Lines } from './Lines';
import { differencesQuery, itemsQuery, ledgerQuery, protocolQuery, runsQuery, setupQuery, type Item, type Setup } from './queries';
import type { Part } from './routes';
import { RunForm } from './RunForm';
import { Table } from './Table';
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

function Ledger() {
  const [before, setBefore] = useState(0);
  const { data } = useQuery(ledgerQuery(before));
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  const last = data.items.at(-1);
  return (
    <>
      <Lines lines={data.items} raw resend />
      {data.items.length === 50 && last && (
        <Button onPress={() => setBefore(last.id)}>{t.older}</Button>
      )}
    </>
  );
}

function Waiting({ state, setup }: { state: 'sorting' | 'faulty'; setup: Setup }) {
  const { data } = useQuery(itemsQuery(state));
  if (data === undefined) return <Skeleton shape="table" count={3} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  return (
    <ul className="stack">
      {data.items.map((item) => (
        <li key={item.id} className="row row-wrap">
          <span className="grow">
            {item.number === '' ? item.foreign_id : item.number} · {kindWords[item.kind] ?? item.kind} · {item.body_title} ({item.body_code}) · {momentWords(item.arrived_at)}
            {item.error !== '' && ` · ${exchangeErrors[item.error] ?? item.error}`}
          </span>
          {state === 'sorting' ? <Sort item={item} setup={setup} /> : <Retry item={item} />}
        </li>
      ))}
    </ul>
  );
}

function Sort({ item, setup }: { item: Item; setup: Setup }) {
  const client = useQueryClient();
  const [body, setBody] = useState<number | null>(null);
  const send = async (always: boolean) => {
    if (body === null) return;
    await api.POST('/api/pos/items/{id}/sort', { params: { path: { id: item.id } }, body: { body_id: body, always } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.sorted);
  };
  return (
    <span className="row row-wrap">
      <Select label={t.choose} options={setup.bodies.map((one) => ({ id: one.body_id, title: one.body }))} value={body} onChange={setBody} />
      <Button disabled={body === null} onPress={() => send(false)}>
        {t.sort}
      </Button>
      <Button disabled={body === null} kind="quiet" onPress={() => send(true)}>
        {t.always}
      </Button>
    </span>
  );
}

function Retry({ item }: { item: Item }) {
  const client = useQueryClient();
  const retry = async () => {
    await api.POST('/api/pos/items/{id}/retry', { params: { path: { id: item.id } } });
    await client.invalidateQueries({ queryKey: ['pos'] });
    toast.done(t.retried);
  };
  return <Button onPress={retry}>{t.retry}</Button>;
}

function Runs() {
  const [open, setOpen] = useState(false);
  return (
    <div className="exchange">
      <div className="row">
        <Button onPress={() => setOpen(true)}>{forms.chosen}</Button>
      </div>
      <RunList />
      {open && <RunForm onClose={() => setOpen(false)} />}
    </div>
  );
}

function RunList() {
  const { data } = useQuery(runsQuery);
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  return (
    <Table titles={[t.columns.at, t.columns.mode, t.columns.body, t.columns.lines, t.columns.accepted, t.columns.refused, t.protocol]}>
      {data.items.map((run) => (
        <tr key={run.id}>
          <td>{momentWords(run.started_at)}</td>
          <td>
            {t.modes[run.mode]} {run.by}
          </td>
          <td>{run.body}</td>
          <td>{run.lines}</td>
          <td>{run.accepted}</td>
          <td>{run.refused}</td>
          <td>
            <Link href={`/exchange?part=runs&run=${run.id}`}>{t.protocol}</Link>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Protocol({ id }: { id: number }) {
  const { data } = useQuery(protocolQuery(id));
  return (
    <>
      <p>
        <Link href="/exchange?part=runs">{t.toRuns}</Link>
      </p>
      {data === undefined ? <Skeleton shape="table" count={6} /> : <Lines lines={data.items} raw resend />}
    </>
  );
}

function Differences() {
  const { data } = useQuery(differencesQuery);
  if (data === undefined) return <Skeleton shape="table" count={3} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  return (
    <ul className="stack">
      {data.items.map((item) => (
        <li key={item.id}>
          {item.number} · {t.columns.ours}: {statusWords[item.ours] ?? t.no} · {t.columns.theirs}: {statusWords[item.theirs] ?? t.no}{' '}
          {item.document_id !== null && <Link href={cardHref(item.document_id, 'pos')}>{t.open}</Link>}
        </li>
      ))}
    </ul>
  );
}
