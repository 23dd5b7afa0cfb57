import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { ListItem } from '@/grid/ListItem';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { exact, momentWords } from '@/lib/dates';
import { Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { AdminList } from '../../admin/AdminList';
import { Part } from '../../admin/Part';
import { ApplicationDialog } from './ApplicationDialog';
import { unsortedQuery, type Row } from './queries';

const columns: readonly Column<Row>[] = [
  { id: 'asked', title: t.asked, width: 'minmax(12rem, 3fr)', cell: (row) => <span className="strong">{row.asked}</span> },
  { id: 'child', title: t.columns.child, width: 'minmax(10rem, 3fr)', cell: (row) => row.child_name },
  { id: 'accepted', title: t.columns.accepted, width: '9rem', cell: (row) => <span title={exact(row.accepted_at)}>{momentWords(row.accepted_at)}</span> },
  { id: 'number', title: t.number, width: '11rem', cell: (row) => row.number },
];

const item = (row: Row) => <ListItem title={row.asked} subject={row.child_name} when={momentWords(row.accepted_at)} />;

/** Applications whose answer names no school of the list. */
export function Unsorted({ opened, go }: { opened: number | undefined; go: (row?: number) => void }) {
  const query = useInfiniteQuery(unsortedQuery());
  const list = pagesOf(query);
  const client = useQueryClient();
  if (query.data === undefined) return list.error === null ? <Skeleton shape="table" count={4} /> : <ErrorBox error={list.error} onRetry={list.onRetry} />;
  const row = list.rows.find(({ id }) => id === opened);
  return (
    <Part title={t.unsorted} lead={t.unsortedLead}>
      <AdminList
        label={t.unsorted}
        {...list}
        keyOf={({ id }) => id}
        columns={columns}
        item={item}
        onOpen={({ id }) => go(id)}
        empty={<Empty icon={Inbox} title={t.allSorted} />}
      />
      {row !== undefined && (
        <ApplicationDialog key={row.version} row={row} grounds={[]} onClose={() => go()} onDone={() => void client.invalidateQueries({ queryKey: ['enrolment'] })} />
      )}
    </Part>
  );
}
