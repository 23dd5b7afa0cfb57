import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, Users } from 'lucide-react';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { ListItem } from '@/grid/ListItem';
import type { Column } from '@/grid/types';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayLong, exact, momentWords } from '@/lib/dates';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { AdminList } from '../../admin/AdminList';
import { Part } from '../../admin/Part';
import { ApplicationDialog } from './ApplicationDialog';
import { registerQuery, type Register, type Row, type School, type Stage } from './queries';
import type { Place } from './routes';
import './enrolment.css';

const tones: Readonly<Record<Row['state'], Tone>> = { checks: 'accent', needs_confirmation: 'warn', eligible: 'plain', refused: 'plain', enrolled: 'done', no_place: 'plain', withdrawn: 'plain' };

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
  { id: 'group', title: t.columns.group, width: 'minmax(9rem, 2fr)', cell: (row) => (row.group === 0 ? <span className="muted">{t.grounds[row.claim]}</span> : t.groups[row.group]) },
  { id: 'accepted', title: t.columns.accepted, width: '9rem', cell: (row) => <span title={exact(row.accepted_at)}>{momentWords(row.accepted_at)}</span> },
  { id: 'state', title: t.columns.state, width: 'minmax(16rem, 3fr)', cell: (row) => <span className="row">{<State row={row} />}</span> },
];

const item = (row: Row) => (
  <ListItem title={row.child_name} when={<span className="muted">{place(row)}</span>} subject={row.group === 0 ? t.grounds[row.claim] : (t.groups[row.group] ?? '')} tags={<State row={row} />} />
);

const stages = ([1, 2] as const).map((id) => ({ id, title: t.stages[id] }));

interface SchoolRegisterProps {
  school: School;
  stage: Stage;
  opened: number | undefined;
  go: (place: Place) => void;
}

/** The register of a school in the order of ranks, and the order of enrolment. */
export function SchoolRegister({ school, stage, opened, go }: SchoolRegisterProps) {
  const [ordering, setOrdering] = useState(false);
  const client = useQueryClient();
  const { data: register, error, refetch } = useQuery(registerQuery(school.id, school.year, stage));
  if (register === undefined) return error === null ? <Skeleton shape="list" count={5} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  const fresh = () => void client.invalidateQueries({ queryKey: ['enrolment'] });
  const waiting = register.rows.some(({ state, elsewhere }) => state === 'eligible' && !elsewhere);
  const row = register.rows.find(({ id }) => id === opened);
  return (
    <Part
      title={school.name}
      lead={t.lead(register.enrolled, register.places, register.act)}
      action={
        register.may_order &&
        waiting &&
        register.unchecked === 0 && (
          <Button kind="filled" onPress={() => setOrdering(true)}>
            {t.order}
          </Button>
        )
      }
    >
      <div className="enrolment-stage">
        <Select label={t.stage} options={stages} value={stage} onChange={(next) => go({ stage: next })} />
      </div>
      <div className="enrolment-notes">
        <Situation register={register} waiting={waiting} />
        {register.orders.length > 0 && (
          <p className="row row-wrap">
            {register.orders.map((order) => (
              <a key={order.id} className="row" href={`/api/enrolment-orders/${order.id}/order.pdf`} target="_blank" rel="noreferrer">
                <FileText size={18} aria-hidden />
                {t.orderFile(order.no, order.year)}
              </a>
            ))}
          </p>
        )}
      </div>
      <AdminList
        label={t.title}
        rows={register.rows}
        keyOf={({ id }) => id}
        columns={columns}
        item={item}
        onOpen={({ id }) => go({ row: id })}
        empty={<Empty icon={Users} title={t.nobody} />}
      />
      {row !== undefined && <ApplicationDialog key={row.version} row={row} onClose={() => go({})} onDone={fresh} />}
      {ordering && (
        <OrderDialog
          register={register}
          stage={stage}
          onClose={() => setOrdering(false)}
          onDone={() => {
            setOrdering(false);
            fresh();
          }}
        />
      )}
    </Part>
  );
}

const dueOf = (register: Register) => (register.due.date === '' ? '' : dayLong(register.due.date));

/** What the order waits for. */
function Situation({ register, waiting }: { register: Register; waiting: boolean }) {
  if (!register.may_order) return <Banner>{t.tooEarly(dayLong(register.order_from), dueOf(register))}</Banner>;
  if (register.unchecked > 0) return <Banner tone="warn">{`${t.uncheckedLeft(register.unchecked)} ${t.due(dueOf(register))}`}</Banner>;
  return waiting ? <Banner>{t.due(dueOf(register))}</Banner> : null;
}

function OrderDialog({ register, stage, onClose, onDone }: { register: Register; stage: Stage; onClose: () => void; onDone: () => void }) {
  const run = async () => {
    const order = await take(api.POST('/api/enrolment-schools/{id}/order', { params: { path: { id: register.school.id } }, body: { year: register.year, stage } }));
    toast.done(t.ordered(order.no, order.enrolled));
    onDone();
  };
  return (
    <ActDialog title={t.order} action={t.order} onClose={onClose} run={run}>
      <p>{t.orderHint(dueOf(register))}</p>
    </ActDialog>
  );
}
