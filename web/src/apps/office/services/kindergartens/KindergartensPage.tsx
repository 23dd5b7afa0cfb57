import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Baby, Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ListItem } from '@/grid/ListItem';
import type { Column } from '@/grid/types';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { dayNumbers, exact, momentWords } from '@/lib/dates';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { AdminList } from '../../admin/AdminList';
import { Part } from '../../admin/Part';
import { EnrolDialog, FormDialog, GroupsDialog, RulesDialog } from './QueueForms';
import { overviewQuery, recordsQuery, type Overview, type Row } from './queries';
import { states } from './routes';
import '../../admin/admin.css';
import '../enrolment/enrolment.css';

// Its dates weigh more than the page itself.
const RecordDialog = lazy(async () => ({ default: (await import('./RecordDialog')).RecordDialog }));

const route = getRouteApi('/shell/kindergartens');

const benefitOf = (overview: Overview, code: string) => overview.benefits.find((one) => one.code === code)?.title ?? t.general;

const columnsOf = (overview: Overview): readonly Column<Row>[] => [
  { id: 'child', title: t.child, width: 'minmax(10rem, 3fr)', cell: (row) => row.child_name },
  { id: 'benefit', title: t.benefit, width: 'minmax(9rem, 2fr)', cell: (row) => benefitOf(overview, row.state === 'checks' ? row.claim : row.benefit) },
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

/** The queue to kindergartens: records by their state, in the order of the queue. */
export function KindergartensPage() {
  const { state = 'checks', row: opened } = route.useSearch();
  const navigate = route.useNavigate();
  const [form, setForm] = useState<'form' | 'enrol' | 'groups' | 'rules'>();
  const client = useQueryClient();
  const overview = useQuery(overviewQuery());
  const records = useQuery(recordsQuery(state));
  const fresh = () => void client.invalidateQueries({ queryKey: ['kindergartens'] });
  const close = () => setForm(undefined);
  const done = () => {
    close();
    fresh();
  };
  const failed = overview.error ?? records.error;
  if (overview.data === undefined || records.data === undefined)
    return (
      <div className="page">
        {failed === null ? (
          <Skeleton shape="table" count={6} />
        ) : (
          <ErrorBox
            error={failed}
            onRetry={() => {
              void overview.refetch();
              void records.refetch();
            }}
          />
        )}
      </div>
    );
  const queue = overview.data;
  const contracts = queue.gardens.reduce((sum, one) => sum + one.contracts, 0);
  const row = records.data.items.find(({ id }) => id === opened);
  return (
    <Part
      title={t.title}
      lead={t.lead(queue.year)}
      action={
        <div className="row row-wrap">
          <Menu
            label={t.settings}
            trigger={<Button icon={Settings2}>{t.settings}</Button>}
            actions={[
              { id: 'groups', title: t.groups, run: () => setForm('groups') },
              { id: 'rules', title: t.rules, run: () => setForm('rules') },
            ]}
          />
          {!queue.waits && (
            <Button kind="filled" onPress={() => setForm('form')}>
              {t.form}
            </Button>
          )}
        </div>
      }
    >
      <div className="enrolment-stage">
        <Select
          label={t.show}
          options={states.map((id) => ({ id, title: t.states[id], hint: t.count(queue.counts[id] ?? 0) }))}
          value={state}
          onChange={(next) => void navigate({ search: { state: next } })}
        />
      </div>
      <div className="enrolment-notes">
        {queue.waits && <Banner>{t.waits}</Banner>}
        {contracts > 0 && (
          <Banner>
            {t.enrolReady(contracts)} <Button onPress={() => setForm('enrol')}>{t.enrolAll}</Button>
          </Banner>
        )}
        <Formations list={queue.formations} />
        <Orders list={queue.orders} />
      </div>
      <AdminList
        label={t.title}
        rows={records.data.items}
        keyOf={({ id }) => id}
        columns={columnsOf(queue)}
        item={(one) => <ListItem title={one.child_name} subject={wishesOf(queue, one)} when={one.wished_on ? dayNumbers(one.wished_on) : ''} tags={<Tag tone="plain">{t.states[one.state]}</Tag>} />}
        onOpen={({ id }) => void navigate({ search: { state, row: id } })}
        empty={<Empty icon={Baby} title={t.nobody} />}
      />
      <Suspense>{row !== undefined && <RecordDialog key={row.version} row={row} overview={queue} onClose={() => void navigate({ search: { state } })} onDone={fresh} />}</Suspense>
      {form === 'form' && <FormDialog overview={queue} onClose={close} onDone={done} />}
      {form === 'enrol' && <EnrolDialog overview={queue} onClose={close} onDone={done} />}
      {form === 'groups' && <GroupsDialog overview={queue} onClose={close} onDone={fresh} />}
      {form === 'rules' && <RulesDialog overview={queue} onClose={close} onDone={done} />}
    </Part>
  );
}

const tones = { prepared: 'warn', signed: 'done', withdrawn: 'plain' } as const;

/** An act on a card: the way to it, how it stands, and how many children it is about. */
function Act({ act, title, children, unsigned = 0 }: { act: { document_id: number; state: keyof typeof tones }; title: string; children: string; unsigned?: number }) {
  return (
    <li className="row row-wrap">
      <Link to="/cards/$id" params={{ id: String(act.document_id) }}>
        {title}
      </Link>
      <Tag tone={tones[act.state]}>{t.formationStates[act.state]}</Tag>
      <span className="muted small">{children}</span>
      {act.state === 'signed' && unsigned > 0 && <Tag tone="warn">{t.unsigned(unsigned)}</Tag>}
    </li>
  );
}

function Formations({ list }: { list: Overview['formations'] }) {
  if (list.length === 0) return null;
  return (
    <ul className="enrolment-orders">
      {list.map((one) => (
        <Act key={one.id} act={one} title={t.formation(one.year, one.main, one.number)} unsigned={one.unsigned}>
          {t.directed(one.directed)}
        </Act>
      ))}
    </ul>
  );
}

function Orders({ list }: { list: Overview['orders'] }) {
  if (list.length === 0) return null;
  return (
    <ul className="enrolment-orders">
      {list.map((one) => (
        <Act key={one.id} act={one} title={t.order(one.kindergarten, one.number)}>
          {t.enrolled(one.enrolled)}
        </Act>
      ))}
    </ul>
  );
}
