import { useInfiniteQuery } from '@tanstack/react-query';
import { Baby } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { ListItem } from '@/grid/ListItem';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { dayNumbers, exact, momentWords } from '@/lib/dates';
import { Empty } from '@/ui/Notice';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../../admin/AdminList';
import { useOpened } from '../opened';
import { recordQuery, recordsQuery, type Narrowed, type Overview, type Row } from './queries';

// Its dates weigh more than the page itself.
const RecordDialog = lazy(async () => ({ default: (await import('./RecordDialog')).RecordDialog }));

const benefitOf = (overview: Overview, code: string) => overview.benefits.find((one) => one.code === code)?.title ?? t.general;

const place = (row: Row) => (row.place > 0 ? String(row.place) : '–');

/** In the queue of one kindergarten places are told; among all states, the state. */
const columnsOf = (overview: Overview, { kindergarten_id: garden, state }: Narrowed): readonly Column<Row>[] => [
  ...(garden === 0 ? [] : [{ id: 'place', title: t.placeInQueue, width: '4.5rem', cell: (row: Row) => <span className="strong">{place(row)}</span> }]),
  { id: 'child', title: t.child, width: 'minmax(10rem, 3fr)', cell: (row) => row.child_name },
  { id: 'benefit', title: t.benefit, width: 'minmax(9rem, 2fr)', cell: (row) => benefitOf(overview, row.state === 'checks' ? row.claim : row.benefit) },
  ...(state === '' ? [{ id: 'state', title: t.state, width: '10rem', cell: (row: Row) => <Tag tone="plain">{t.states[row.state]}</Tag> }] : []),
  { id: 'wishes', title: t.wishes, width: 'minmax(12rem, 3fr)', cell: (row) => wishesOf(overview, row) },
  { id: 'accepted', title: t.recorded, width: '9rem', cell: (row) => <span title={exact(row.accepted_at)}>{momentWords(row.accepted_at)}</span> },
  { id: 'since', title: t.since, width: '8rem', cell: (row) => (row.wished_on ? dayNumbers(row.wished_on) : '') },
  { id: 'term', title: t.term, width: '8rem', cell: termOf },
];

/** What the record waits for has a day: the answer of the parent, or the order after the contract. */
const termOf = (row: Row) => {
  const day = row.state === 'directed' ? row.answer_by : row.state === 'accepted' || row.state === 'ordered' ? row.enrol_by : undefined;
  return day ? dayNumbers(day) : '';
};

const wishesOf = (overview: Overview, row: Row) => row.wishes.map((id) => overview.gardens.find((one) => one.id === id)?.name ?? '').join(', ') || (row.anywhere ? t.anywhere : t.noWishes);

interface RecordsProps {
  overview: Overview;
  narrowed: Narrowed;
  opened: number | undefined;
  onOpen: (id: number | undefined) => void;
  onDone: () => void;
}

/** The records of the queue, page by page; the opened one is there on whatever page it stands. */
export function Records({ overview, narrowed, opened, onOpen, onDone }: RecordsProps) {
  const query = useInfiniteQuery(recordsQuery(narrowed));
  const list = pagesOf(query);
  const row = useOpened(opened, list, recordQuery);
  return (
    <>
      <p role="status" className="muted small enrolment-found">
        {query.data && t.found(query.data.pages[0]?.count ?? 0)}
      </p>
      <AdminList
        label={t.title}
        {...list}
        keyOf={({ id }) => id}
        columns={columnsOf(overview, narrowed)}
        item={(one) => (
          <ListItem
            title={one.child_name}
            subject={wishesOf(overview, one)}
            when={narrowed.kindergarten_id > 0 ? place(one) : one.wished_on ? dayNumbers(one.wished_on) : ''}
            tags={<Tag tone="plain">{t.states[one.state]}</Tag>}
          />
        )}
        onOpen={({ id }) => onOpen(id)}
        empty={<Empty icon={Baby} title={t.nobody} />}
      />
      <Suspense>{row !== undefined && <RecordDialog key={row.version} row={row} overview={overview} onClose={() => onOpen(undefined)} onDone={onDone} />}</Suspense>
    </>
  );
}
