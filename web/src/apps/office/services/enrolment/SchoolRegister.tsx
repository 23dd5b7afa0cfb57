import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText, Settings2, Users } from 'lucide-react';
import { Suspense, useState } from 'react';
import { api, take } from '@/api/client';
import { ListItem } from '@/grid/ListItem';
import type { Column } from '@/grid/types';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayLong, exact, momentWords } from '@/lib/dates';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Banner, Empty, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag, type Tone } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { AdminList } from '../../admin/AdminList';
import { Part } from '../../admin/Part';
import { ApplicationDialog } from './ApplicationDialog';
import { PlacesDialog, SchoolDialog, TerritoryDialog } from './forms';
import { registerQuery, type Register, type Row, type School, type Stage } from './queries';
import type { Place } from './routes';
import './enrolment.css';

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

const stages = ([1, 2] as const).map((id) => ({ id, title: t.stages[id] }));

interface SchoolRegisterProps {
  school: School;
  stage: Stage;
  opened: number | undefined;
  go: (place: Place) => void;
}

/** The register of a school in the order of ranks, and the order of enrolment. */
export function SchoolRegister({ school, stage, opened, go }: SchoolRegisterProps) {
  const [form, setForm] = useState<'order' | 'places' | 'territory' | 'name'>();
  const client = useQueryClient();
  const { data: register, error, refetch } = useQuery(registerQuery(school.id, school.year, stage));
  if (register === undefined) return error === null ? <Skeleton shape="list" count={5} /> : <ErrorBox error={error} onRetry={() => void refetch()} />;
  const fresh = () => void client.invalidateQueries({ queryKey: ['enrolment'] });
  const waiting = register.waiting > 0;
  const close = () => setForm(undefined);
  const done = () => {
    close();
    fresh();
  };
  const row = register.rows.find(({ id }) => id === opened);
  return (
    <Part
      title={school.name}
      lead={t.lead(register.enrolled, register.places, register.act)}
      action={
        <div className="row row-wrap">
          <Menu
            label={t.settings}
            trigger={<Button icon={Settings2}>{t.settings}</Button>}
            actions={[
              { id: 'places', title: t.places, run: () => setForm('places') },
              { id: 'territory', title: t.territory, run: () => setForm('territory') },
              { id: 'name', title: t.rename, run: () => setForm('name') },
            ]}
          />
          {register.may_order && waiting && register.unchecked === 0 && !register.order_waits && (
            <Button kind="filled" onPress={() => setForm('order')}>
              {t.order}
            </Button>
          )}
        </div>
      }
    >
      <div className="enrolment-stage">
        <Select label={t.stage} options={stages} value={stage} onChange={(next) => go({ stage: next })} />
      </div>
      <div className="enrolment-notes">
        <Situation register={register} waiting={waiting} />
        <Orders list={register.orders} />
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
      {register.more && <p className="muted small enrolment-stage">{t.more}</p>}
      {row !== undefined && <ApplicationDialog key={row.version} row={row} grounds={register.grounds} onClose={() => go({})} onDone={fresh} />}
      {form === 'order' && <OrderDialog register={register} stage={stage} onClose={close} onDone={done} />}
      <Suspense>
        {form === 'places' && <PlacesDialog register={register} onClose={close} onDone={done} />}
        {form === 'territory' && <TerritoryDialog register={register} onClose={close} onDone={fresh} />}
        {form === 'name' && <SchoolDialog school={register.school} onClose={close} onDone={done} />}
      </Suspense>
    </Part>
  );
}

const dueOf = (register: Register) => (register.due.date === '' ? '' : dayLong(register.due.date));

/** What the order waits for. */
function Situation({ register, waiting }: { register: Register; waiting: boolean }) {
  if (!register.may_order) return <Banner>{t.tooEarly(dayLong(register.order_from), dueOf(register))}</Banner>;
  if (register.order_waits) return <Banner>{t.orderWaits}</Banner>;
  if (register.unchecked > 0) return <Banner tone="warn">{`${t.uncheckedLeft(register.unchecked)} ${t.due(dueOf(register))}`}</Banner>;
  return waiting ? <Banner>{t.due(dueOf(register))}</Banner> : null;
}

const orderTones = { prepared: 'warn', signed: 'done', withdrawn: 'plain' } as const;

/** Orders of the school: their cards, and the sheet for the board. */
function Orders({ list }: { list: Register['orders'] }) {
  if (list.length === 0) return null;
  return (
    <ul className="enrolment-orders">
      {list.map((order) => (
        <li key={order.id} className="row row-wrap">
          <a className="row" href={`/api/enrolment-orders/${order.id}/order.pdf`} target="_blank" rel="noreferrer">
            <FileText size={18} aria-hidden />
            {t.orderFile(order.title)}
          </a>
          <Tag tone={orderTones[order.state]}>{t.orderStates[order.state]}</Tag>
          <span className="muted small">{t.orderCounts(order.enrolled, order.no_place)}</span>
          {order.document_id != null && (
            <Link to="/cards/$id" params={{ id: String(order.document_id) }}>
              {t.orderCard}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function OrderDialog({ register, stage, onClose, onDone }: { register: Register; stage: Stage; onClose: () => void; onDone: () => void }) {
  const [signatory, setSignatory] = useState(register.signatories[0]?.id ?? null);
  const run = async () => {
    const order = await take(
      api.POST('/api/enrolment-schools/{id}/order', { params: { path: { id: register.school.id } }, body: { year: register.year, stage, signatory_id: signatory ?? 0 } }),
    );
    toast.done(t.ordered(order.enrolled, order.no_place));
    onDone();
  };
  return (
    <ActDialog title={t.order} action={t.order} onClose={onClose} ready={() => signatory !== null} run={run}>
      <p>{t.orderHint(dueOf(register))}</p>
      <Select label={t.signatory} options={register.signatories.map((one) => ({ id: one.id, title: one.name, hint: one.post }))} value={signatory} onChange={setSignatory} required />
    </ActDialog>
  );
}
