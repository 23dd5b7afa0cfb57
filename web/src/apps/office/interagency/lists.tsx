import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { meQuery } from '@/api/me';
import { interagencyWords as t } from '@/i18n/ru/interagency';
import { Button } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Views } from '@/ui/FilterChips';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { InquiryRows } from './InquiryRows';
import { queues, type Place } from './place';
import { inquiriesQuery, kindsQuery, requestsQuery, type Kind, type Narrowed } from './queries';
import { Rows } from './Rows';

const route = getRouteApi('/shell/interagency');

/** What is looked for in a list. Words look through all of it until a queue is chosen. */
function useWanted() {
  const place: Place = route.useSearch();
  const [what, setWhat] = useState('');
  const queue = place.queue ?? (what === '' ? 'open' : 'all');
  const filter: Narrowed = { queue, ...(place.kind !== undefined && { kind: place.kind }) };
  return { place, filter, what, setWhat };
}

type Wanted = ReturnType<typeof useWanted>;

/** Each code of the dictionary once: its rows follow each other in time. */
const kindsOf = (list: readonly Kind[]) => [...new Map(list.map(({ code, name }) => [code, { id: code, title: name }])).values()];

function Tools({ wanted: { place, filter, what, setWhat }, label, kinds, found }: { wanted: Wanted; label: string; kinds: readonly Kind[]; found: string }) {
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState('');
  const go = (part: Place) => void navigate({ search: { ...place, ...part }, replace: true });
  const choices = kindsOf(kinds);
  return (
    <div className="row row-wrap interagency-tools">
      <Views label={t.queue} views={queues.map((id) => ({ id, title: t.queues[id] }))} selected={filter.queue} onSelect={(queue) => go({ queue })} />
      <SearchField label={label} keys="/" value={typed} onChange={setTyped} onFind={(words) => setWhat(words.trim())} />
      {choices.length > 1 && (
        <Select label={t.columns.kind} options={[{ id: '', title: t.anyKind }, ...choices]} value={place.kind ?? ''} onChange={(kind) => go({ kind: kind === '' ? undefined : kind })} />
      )}
      <span role="status" className="muted">
        {what !== '' && found}
      </span>
    </div>
  );
}

interface Page<Row> {
  items: Row[];
  next: string;
}

const rowsOf = <Row,>(data: InfiniteData<Page<Row>> | undefined) => data?.pages.flatMap(({ items }) => items) ?? [];

/** The pages of a list that were read, and the next one. */
function Pages<Row>({ list, hint, children }: { list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>; hint: string; children: (rows: readonly Row[]) => ReactNode }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const rows = rowsOf(data);
  if (data === undefined) return error === null ? <Skeleton shape="table" count={6} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  if (rows.length === 0) return <Empty title={t.nothing}>{hint}</Empty>;
  return (
    <>
      {children(rows)}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  );
}

const hintOf = ({ filter, what }: Wanted, open: string) => (what !== '' || filter.kind !== undefined ? t.notFoundHint : filter.queue === 'open' ? open : t.queueHint);

/** What the body has asked of others. */
export function RequestsPart() {
  const wanted = useWanted();
  const list = useInfiniteQuery(requestsQuery(wanted.filter, wanted.what));
  const { data: kinds } = useQuery(kindsQuery);
  return (
    <div className="stack">
      <Tools wanted={wanted} label={t.find} kinds={kinds?.items ?? []} found={t.found(rowsOf(list.data).length, list.hasNextPage)} />
      <Pages list={list} hint={hintOf(wanted, t.openHint)}>
        {(rows) => <Rows rows={rows} />}
      </Pages>
    </div>
  );
}

/** What others ask of the body. */
export function InquiriesPart() {
  const wanted = useWanted();
  const list = useInfiniteQuery(inquiriesQuery(wanted.filter, wanted.what));
  const { data: kinds } = useQuery(kindsQuery);
  const { data: me } = useQuery(meQuery);
  return (
    <div className="stack">
      <Tools
        wanted={wanted}
        label={t.findInquiry}
        kinds={(kinds?.items ?? []).filter(({ served_by }) => served_by !== null && served_by === me?.body.id)}
        found={t.found(rowsOf(list.data).length, list.hasNextPage)}
      />
      <Pages list={list} hint={hintOf(wanted, t.inquiriesHint)}>
        {(rows) => <InquiryRows rows={rows} />}
      </Pages>
    </div>
  );
}
