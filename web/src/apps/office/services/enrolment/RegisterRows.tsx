import { useInfiniteQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { ListItem } from '@/grid/ListItem';
import { pagesOf } from '@/grid/pages';
import type { Column } from '@/grid/types';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { exact, momentWords } from '@/lib/dates';
import { Empty } from '@/ui/Notice';
import { Tag, type Tone } from '@/ui/Tag';
import { AdminList } from '../../admin/AdminList';
import { useOpened } from '../opened';
import { ApplicationDialog } from './ApplicationDialog';
import { rowQuery, rowsQuery, type Narrowed, type Register, type Row, type School, type Stage } from './queries';

const tones: Readonly<Record<Row['state'], Tone>> = { checks: 'accent', needs_confirmation: 'warn', eligible: 'plain', ordered: 'accent', refused: 'plain', enrolled: 'done', no_place: 'plain', withdrawn: 'plain' };

function State({ row }: { row: Row }) {
  return (
    <>
      <Tag tone={tones[row.state]}>{t.states[row.state]}</Tag>
      {row.elsewhere && <Tag tone="warn">{t.elsewhere}</Tag>}
    </>
  );
}

const place = (row: Row) => (row.place > 0 ? String(row.place) : '–');

const columns: readonly Column<Row>[] = [
  { id: 'place', title: t.columns.place, width: '4.5rem', cell: (row) => <span className="strong">{place(row)}</span> },
  { id: 'child', title: t.columns.child, width: 'minmax(10rem, 3fr)', cell: (row) => row.child_name },
  {
    id: 'group',
    title: t.columns.group,
    width: 'minmax(9rem, 2fr)',
    cell: (row) => (row.group === 0 ? <span className="muted">{t.grounds[row.claim]}</span> : <span title={row.why}>{t.groups[row.group]}</span>),
  },
  { id: 'accepted', title: t.columns.accepted, width: '9rem', cell: (row) => <span title={exact(row.accepted_at)}>{momentWords(row.accepted_at)}</span> },
  { id: 'state', title: t.columns.state, width: 'minmax(16rem, 3fr)', cell: (row) => <span className="row">{<State row={row} />}</span> },
];

const item = (row: Row) => (
  <ListItem title={row.child_name} when={<span className="muted">{place(row)}</span>} subject={row.group === 0 ? t.grounds[row.claim] : (t.groups[row.group] ?? '')} tags={<State row={row} />} />
);

interface RegisterRowsProps {
  school: School;
  stage: Stage;
  narrowed: Narrowed;
  grounds: Register['grounds'];
  opened: number | undefined;
  onOpen: (row: number | undefined) => void;
  onDone: () => void;
}

/** The applications of a register, page by page; the opened one is there on whatever page it stands. */
export function RegisterRows({ school, stage, narrowed, grounds, opened, onOpen, onDone }: RegisterRowsProps) {
  const query = useInfiniteQuery(rowsQuery(school.id, school.year, stage, narrowed));
  const list = pagesOf(query);
  const row = useOpened(opened, list, (id) => rowQuery(school.id, school.year, stage, id));
  const all = narrowed.group === 0 && narrowed.state === '' && narrowed.find === '';
  return (
    <>
      <p role="status" className="muted small enrolment-found">
        {query.data && t.found(query.data.pages[0]?.count ?? 0)}
      </p>
      <AdminList
        label={t.title}
        {...list}
        keyOf={({ id }) => id}
        columns={columns}
        item={item}
        onOpen={({ id }) => onOpen(id)}
        empty={<Empty icon={Users} title={all ? t.nobody : t.nobodyFound} />}
      />
      {row !== undefined && <ApplicationDialog key={row.version} row={row} grounds={grounds} onClose={() => onOpen(undefined)} onDone={onDone} />}
    </>
  );
}
