import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText, Settings2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { api, take } from '@/api/client';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayLong } from '@/lib/dates';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { SearchField } from '@/ui/Field';
import { Menu } from '@/ui/Menu';
import { Banner, ErrorBox, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { Tag } from '@/ui/Tag';
import { toast } from '@/ui/Toast';
import { Part } from '../../admin/Part';
import { PlacesDialog, SchoolDialog, TerritoryDialog } from './forms';
import { registerQuery, type Narrowed, type Register, type School, type Stage } from './queries';
import { RegisterRows } from './RegisterRows';
import { states, type Place } from './routes';
import './enrolment.css';

const stages = ([1, 2] as const).map((id) => ({ id, title: t.stages[id] }));

interface SchoolRegisterProps {
  school: School;
  stage: Stage;
  group: number | undefined;
  state: Place['state'];
  opened: number | undefined;
  go: (place: Place) => void;
}

/** The register of a school in the order of ranks, and the order of enrolment. */
export function SchoolRegister({ school, stage, group = 0, state, opened, go }: SchoolRegisterProps) {
  const [form, setForm] = useState<'order' | 'places' | 'territory' | 'name'>();
  const [find, setFind] = useState('');
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
      tools={<Tools register={register} stage={stage} narrowed={{ group, state: state ?? '', find }} go={go} onFind={setFind} />}
    >
      <div className="enrolment-notes">
        <Situation register={register} waiting={waiting} />
        <Orders list={register.orders} />
      </div>
      <RegisterRows school={school} stage={stage} narrowed={{ group, state: state ?? '', find }} grounds={register.grounds} opened={opened} onOpen={(row) => go({ row })} onDone={fresh} />
      {form === 'order' && <OrderDialog register={register} stage={stage} onClose={close} onDone={done} />}
      <Suspense>
        {form === 'places' && <PlacesDialog register={register} onClose={close} onDone={done} />}
        {form === 'territory' && <TerritoryDialog register={register} onClose={close} onDone={fresh} />}
        {form === 'name' && <SchoolDialog school={register.school} onClose={close} onDone={done} />}
      </Suspense>
    </Part>
  );
}

interface ToolsProps {
  register: Register;
  stage: Stage;
  narrowed: Narrowed;
  go: (place: Place) => void;
  onFind: (find: string) => void;
}

/** To what the register is narrowed: the stage, the group, the state, and whom one looks for. */
function Tools({ register, stage, narrowed: { group, state }, go, onFind }: ToolsProps) {
  const [typed, setTyped] = useState('');
  const of = (fits: (one: Register['counts'][number]) => boolean) => t.count(register.counts.filter(fits).reduce((sum, one) => sum + one.count, 0));
  const groups = [{ id: 0, title: t.anyGroup }, ...[1, 2, 3, 4, 5].map((id) => ({ id, title: t.groups[id] ?? '', hint: of((one) => one.group === id) }))];
  const any = 'any';
  return (
    <>
      <Select label={t.stage} options={stages} value={stage} onChange={(next) => go({ stage: next === 2 ? next : undefined, group: undefined, state: undefined })} />
      <Select label={t.columns.group} options={groups} value={group} onChange={(next) => go({ group: next || undefined })} />
      <Select
        label={t.columns.state}
        options={[{ id: any, title: t.anyState }, ...states.map((id) => ({ id, title: t.states[id], hint: of((one) => one.state === id) }))]}
        value={state === '' ? any : state}
        onChange={(next) => go({ state: states.find((one) => one === next) })}
      />
      <SearchField label={t.find} value={typed} onChange={setTyped} onFind={onFind} keys="/" />
    </>
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
