import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { appealWords } from '@/i18n/ru/appeals';
import { oversight as t } from '@/i18n/ru/oversight';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button, TextButton } from '@/ui/Button';
import { ChoiceChips } from '@/ui/Choice';
import { DateField } from '@/ui/DateField';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { bodiesQuery } from '../admin/queries';
import { overseesAll } from './parts';
import { usePlace, wordList, type Place } from './place';
import { placesQuery, registerQuery, type Row } from './queries';
import { RowDrawer } from './RowDrawer';

const keyOf = (row: Row) => row.document_id;
const theme = (row: Row) => row.theme || row.code || appealWords.noTheme;
const views = (['all', 'open', 'overdue', 'unregistered'] as const).map((id) => ({ id, title: t.views[id] }));

function State({ row }: { row: Row }) {
  if (!row.open) return <Tag tone="done">{appealWords.results[row.result as keyof typeof appealWords.results]}</Tag>;
  const late = row.days_left !== undefined && row.days_left < 0;
  return <Tag tone={late ? 'danger' : 'accent'}>{row.number === '' ? t.unregistered : t.left(row.days_left ?? 0)}</Tag>;
}

const columns: readonly Column<Row>[] = [
  { id: 'number', title: t.columns.number, width: '6rem', cell: (row) => <span className="strong">{row.number || '–'}</span> },
  { id: 'day', title: t.columns.day, width: '5rem', cell: (row) => <When value={row.registered_on} /> },
  { id: 'body', title: t.columns.body, width: 'minmax(6rem, 1fr)', cell: (row) => row.body },
  { id: 'theme', title: t.columns.theme, width: 'minmax(8rem, 3fr)', cell: (row) => <span title={theme(row)}>{theme(row)}</span> },
  { id: 'kind', title: t.columns.kind, width: '6.5rem', cell: (row) => appealWords.kinds[row.kind] },
  { id: 'executor', title: t.columns.executor, width: 'minmax(6.5rem, 1fr)', cell: (row) => row.executor },
  { id: 'due', title: t.columns.due, width: '4.5rem', cell: (row) => <When value={row.due_on} /> },
  { id: 'state', title: t.columns.state, width: '9.5rem', cell: (row) => <State row={row} /> },
];

const item = (row: Row) => (
  <ListItem title={row.number ? `№ ${row.number}` : t.unregistered} when={<When value={row.due_on} />} subject={theme(row)} number={row.body} tags={<State row={row} />} person={row.executor || undefined} />
);

/** One register over all bodies for the control department; a body sees its own. */
export function RegisterPage() {
  const { place, go } = usePlace();
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(registerQuery(place));
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = wordList.some((word) => place[word] !== undefined) || place.section !== undefined || place.place !== undefined;
  const opened = Number(place.open);
  return (
    <Part title={t.parts.register} lead={t.registerLead} tools={<Filters place={place} go={go} narrowed={narrowed} />}>
      <AdminList
        label={t.parts.register}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        item={item}
        loading={isPending}
        error={error}
        onRetry={() => void refetch()}
        hasMore={hasNextPage}
        loadingMore={isFetchingNextPage}
        onEndReached={() => void fetchNextPage()}
        onOpen={(row) => go({ open: row.document_id })}
        empty={
          <Empty icon={ListChecks} title={hasNextPage ? t.notYet : t.nothing} action={hasNextPage && <Button onPress={() => void fetchNextPage()}>{t.further}</Button>}>
            {t.nothingHint}
          </Empty>
        }
      />
      {opened > 0 && <RowDrawer id={opened} onClose={() => go({ open: undefined })} />}
    </Part>
  );
}

interface FiltersProps {
  place: Place;
  go: (part: Partial<Record<keyof Place, unknown>>) => void;
  narrowed: boolean;
}

function Filters({ place, go, narrowed }: FiltersProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const all = overseesAll(me);
  const { data: bodies } = useQuery({ ...bodiesQuery, enabled: all });
  const { data: places } = useQuery(placesQuery);
  const clear = () => go(Object.fromEntries([...wordList, 'section', 'place'].map((key) => [key, undefined])));
  return (
    <>
      <ChoiceChips label={t.view} options={views} value={(place.show ?? 'all') as (typeof views)[number]['id']} onChange={(show) => go({ show })} />
      {all && <Select label={t.body} options={[{ id: 0, title: t.allBodies }, ...(bodies?.items ?? []).map(({ id, short_name: title }) => ({ id, title }))]} value={place.body ?? 0} onChange={(body) => go({ body })} />}
      <Select label={t.place} options={[{ id: 0, title: t.any }, ...(places?.items ?? []).map(({ id, name: title }) => ({ id, title }))]} value={place.place ?? 0} onChange={(id) => go({ place: id })} />
      <DateField label={t.from} value={place.from ?? ''} onChange={(from) => go({ from: from || undefined })} />
      <DateField label={t.to} value={place.to ?? ''} onChange={(to) => go({ to: to || undefined })} />
      {narrowed && <TextButton onPress={clear}>{t.clear}</TextButton>}
    </>
  );
}
