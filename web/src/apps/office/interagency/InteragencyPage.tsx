import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { meQuery } from '@/api/me';
import { inquiryStates, interagencyWords as t } from '@/i18n/ru/interagency';
import { kindWords } from '@/i18n/ru/requestKinds';
import { Button, Link } from '@/ui/Button';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Tabs, type TabItem } from '@/ui/Tabs';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { usePageTitle } from '../shell/pageTitle';
import { AskDialog } from './AskDialog';
import { inquiriesQuery, requestsQuery } from './queries';
import { Rows } from './Rows';
import type { Part } from './routes';
import './interagency.css';

const KindsPart = lazy(async () => ({ default: (await import('./KindsPart')).KindsPart }));

const route = getRouteApi('/shell/interagency');

/** What the body has asked of others, and what others ask of it: the overdue first; for its keeper the dictionary too. */
export function InteragencyPage() {
  const { data: me } = useQuery(meQuery);
  const asks = me?.rights.includes('interagency.ask') ?? false;
  const keeps = me?.rights.includes('interagency.manage') ?? false;
  const { part = asks ? 'open' : 'kinds' } = route.useSearch();
  const navigate = route.useNavigate();
  const [asking, setAsking] = useState(false);
  usePageTitle(t.title);
  if (me === undefined) return null;
  const tabs: TabItem<Part>[] = [];
  if (asks) {
    tabs.push(
      { id: 'open', title: t.open, content: <Queue queue="open" /> },
      { id: 'inquiries', title: t.inquiries, content: <Inquiries queue="open" /> },
      { id: 'closed', title: t.closed, content: <Queue queue="closed" /> },
      { id: 'done', title: t.inquiriesDone, content: <Inquiries queue="closed" /> },
    );
  }
  if (keeps) tabs.push({ id: 'kinds', title: kindWords.title, content: <Suspense fallback={<Skeleton shape="table" count={6} />}><KindsPart /></Suspense> });
  return (
    <div className="page" data-pane>
      <header className="row row-wrap">
        <h1 className="grow">{t.title}</h1>
        {asks && (
          <Button kind="filled" onPress={() => setAsking(true)}>
            {t.ask}
          </Button>
        )}
      </header>
      <Tabs label={t.parts} selected={part} onSelect={(next: Part) => void navigate({ search: next === 'open' ? {} : { part: next } })} tabs={tabs} />
      {asking && <AskDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

function Queue({ queue }: { queue: 'open' | 'closed' }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(requestsQuery(queue));
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data === undefined) return error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (rows.length === 0) return <Empty title={t.nothing}>{queue === 'open' ? t.openHint : t.doneHint}</Empty>;
  return (
    <>
      <Rows rows={rows} />
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  );
}

function Inquiries({ queue }: { queue: 'open' | 'closed' }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(inquiriesQuery(queue));
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data === undefined) return error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (rows.length === 0) return <Empty title={t.nothing}>{queue === 'open' ? t.inquiriesHint : t.doneHint}</Empty>;
  return (
    <>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              {[t.columns.kind, t.columns.sender, t.columns.state, t.columns.due, t.columns.officer].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link href={`/interagency/inquiries/${row.id}`}>{row.kind_name}</Link>
                </td>
                <td>{row.sender}</td>
                <td>
                  <Tag tone={row.state === 'answered' ? 'done' : row.overdue ? 'danger' : 'plain'}>{inquiryStates[row.state]}</Tag>
                </td>
                <td>{row.state === 'received' ? <When value={row.due_at} due moment /> : row.answered_at === null ? '' : <When value={row.answered_at} moment />}</td>
                <td>{row.answered_by === '' ? row.officer : row.answered_by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  );
}
