import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { appealWords } from '@/i18n/ru/appeals';
import { oversight as t } from '@/i18n/ru/oversight';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { ListItem } from '@/grid/ListItem';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { When } from '@/ui/When';
import { AdminList } from '../admin/AdminList';
import { Part } from '../admin/Part';
import { usePlace, wordList } from './place';
import { registerQuery, type Row } from './queries';

/** Calendars and choices come after the list, in the room kept for them. */
const RegisterFilters = lazy(async () => ({ default: (await import('./RegisterFilters')).RegisterFilters }));

/** Comes with the first appeal that is opened. */
const RowDrawer = lazy(async () => ({ default: (await import('./RowDrawer')).RowDrawer }));

const keyOf = (row: Row) => row.document_id;
const theme = (row: Row) => row.theme || row.code || appealWords.noTheme;

function State({ row }: { row: Row }) {
  if (!row.open)
    return (
      <>
        <Tag tone="done">{appealWords.results[row.result as keyof typeof appealWords.results]}</Tag>
        {row.rating > 0 && <Tag tone={row.rating < 3 ? 'danger' : 'plain'}>{appealWords.rated(row.rating)}</Tag>}
      </>
    );
  const late = row.days_left !== undefined && row.days_left < 0;
  return <Tag tone={late ? 'danger' : 'accent'}>{row.number === '' ? t.unregistered : t.left(row.days_left ?? 0)}</Tag>;
}

const columns: readonly Column<Row>[] = [
  { id: 'number', title: t.columns.number, width: '6rem', cell: (row) => <span className="strong">{row.number || '–'}</span> },
  { id: 'day', title: t.columns.day, width: '5rem', cell: (row) => <When value={row.registered_on} /> },
  { id: 'body', title: t.columns.body, width: 'minmax(6rem, 1fr)', cell: (row) => row.body },
  { id: 'theme', title: t.columns.theme, width: 'minmax(7rem, 3fr)', cell: (row) => <span title={theme(row)}>{theme(row)}</span> },
  { id: 'kind', title: t.columns.kind, width: '6.5rem', cell: (row) => (row.organisation ? <span title={t.marks.organisation}>{`${appealWords.kinds[row.kind]}, ${t.fromOrganisation}`}</span> : appealWords.kinds[row.kind]) },
  { id: 'executor', title: t.columns.executor, width: 'minmax(6rem, 1.5fr)', cell: (row) => row.executor },
  { id: 'due', title: t.columns.due, width: '4.5rem', cell: (row) => <When value={row.due_on} /> },
  { id: 'state', title: t.columns.state, width: '11rem', cell: (row) => <State row={row} /> },
];

const item = (row: Row) => (
  <ListItem title={row.number ? `№ ${row.number}` : t.unregistered} when={<When value={row.due_on} />} subject={theme(row)} number={row.body} tags={<State row={row} />} person={row.executor || undefined} />
);

/** One register over all bodies for the control department; a body sees its own. */
export function RegisterPage() {
  const { place, go } = usePlace();
  const list = pagesOf(useInfiniteQuery(registerQuery(place)));
  const narrowed = wordList.some((word) => place[word] !== undefined) || place.section !== undefined || place.place !== undefined || place.rating !== undefined;
  const opened = Number(place.open);
  return (
    <Part title={t.parts.register} lead={t.registerLead} tools={<Suspense fallback={<div className="audit-filters" />}><RegisterFilters place={place} go={go} narrowed={narrowed} /></Suspense>}>
      <AdminList
        label={t.parts.register}
        {...list}
        keyOf={keyOf}
        columns={columns}
        item={item}
        onOpen={(row) => go({ open: row.document_id })}
        empty={
          <Empty icon={ListChecks} title={list.hasMore ? t.notYet : t.nothing} action={list.hasMore && <Button onPress={list.onEndReached}>{t.further}</Button>}>
            {t.nothingHint}
          </Empty>
        }
      />
      {opened > 0 && (
        <Suspense fallback={null}>
          <RowDrawer id={opened} onClose={() => go({ open: undefined })} />
        </Suspense>
      )}
    </Part>
  );
}
