import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeErrors, exchangeWords as t, kindWords, statusWords } from '@/i18n/ru/exchange';
import { dayNumbers, momentWords } from '@/lib/dates';
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
import './exchange.css';

const route = getRouteApi('/shell/exchange');

/** The integration administrator's page: what came, what left, what waits for him. */
export function ExchangePage() {
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
          { id: 'settings', title: t.settings, content: <Settings setup={setup} /> },
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
  const { data } = useQuery(runsQuery);
  if (data === undefined) return <Skeleton shape="table" count={6} />;
  if (data.items.length === 0) return <Empty title={t.nothing} />;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {[t.columns.at, t.columns.mode, t.columns.body, t.columns.lines, t.columns.accepted, t.columns.refused, t.protocol].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </div>
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

function Settings({ setup }: { setup: Setup }) {
  return (
    <div className="exchange">
      <div>
        <p>{t.poll(setup.settings.poll_minutes)}</p>
        <p>{t.reopening[setup.settings.reopening]}</p>
      </div>
      <section className="stack" aria-labelledby="pos-bodies">
        <h2 id="pos-bodies">{t.bodies}</h2>
        <ul className="exchange-bodies">
          {setup.bodies.map((one) => (
            <BodyMode key={one.body_id} body={one} />
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="pos-routes">
        <h2 id="pos-routes">{t.routes}</h2>
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                {[t.columns.code, t.columns.ourBody, t.columns.from].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {setup.routes.map((one) => (
                <tr key={one.id}>
                  <td>{one.code}</td>
                  <td>{one.body}</td>
                  <td>{dayNumbers(one.from_day)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}

function BodyMode({ body }: { body: Setup['bodies'][number] }) {
  const client = useQueryClient();
  const save = async (mode: typeof body.mode) => {
    const { every_minutes, notify, lko, directed, filter, version } = body;
    await api.POST('/api/pos/bodies/{id}', { params: { path: { id: body.body_id } }, body: { mode, every_minutes, notify, lko, directed, filter, version } });
    await client.invalidateQueries({ queryKey: ['pos'] });
  };
  return (
    <li>
      <Select
        label={body.body}
        options={(['at_once', 'schedule', 'hand'] as const).map((id) => ({ id, title: t.modes[id] }))}
        value={body.mode}
        onChange={(mode) => void save(mode)}
      />
      <span className="muted small">
        {t.columns.notify}: {body.notify ? t.yes : t.no} · {t.columns.lko}: {body.lko ? t.yes : t.no} · {t.columns.directed}: {t.directed[body.directed]}
      </span>
    </li>
  );
}
