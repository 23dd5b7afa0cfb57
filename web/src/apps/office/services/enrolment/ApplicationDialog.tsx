import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayNumbers, exact } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { ChildDialog } from '../ChildDialog';
import { schoolsQuery, type Register, type Row } from './queries';
import { filled, useFaults } from './useFaults';

type Action = Row['actions'][number];

interface DialogProps {
  row: Row;
  grounds: Register['grounds'];
  onClose: () => void;
  onDone: () => void;
}

type FormProps = Omit<DialogProps, 'grounds'>;

/** An application of the register: what is told, and what may be done with it. */
export function ApplicationDialog({ row, grounds: refusals, onClose, onDone }: DialogProps) {
  const [act, setAct] = useState<Action>();
  const back = () => setAct(undefined);
  const done = (action: Action) => {
    toast.done(t.done[action]);
    onDone();
    onClose();
  };
  if (act === 'confirm') return <ConfirmDialog row={row} onClose={back} onDone={() => done('confirm')} />;
  if (act === 'sort') return <SortDialog row={row} onClose={back} onDone={() => done('sort')} />;
  if (act === 'refuse') return <RefuseDialog row={row} grounds={refusals} onClose={back} onDone={() => done('refuse')} />;
  if (act !== undefined) return <WhyDialog row={row} act={act} onClose={back} onDone={() => done(act)} />;
  const facts: readonly (readonly [string, string])[] = [
    [t.number, row.number],
    [t.columns.accepted, exact(row.accepted_at)],
    [t.asked, row.asked],
    [t.born, row.born_on ? dayNumbers(row.born_on) : ''],
    [t.address, row.address],
    [t.claim, t.grounds[row.claim]],
    [t.columns.state, t.states[row.state]],
    [t.whyPlace, row.why],
    [t.reason, row.reason],
  ];
  return <ChildDialog name={row.child_name} facts={facts} acts={row.actions.map((id) => ({ id, title: t[id], main: id === 'confirm' || id === 'sort' }))} onAct={setAct} onClose={onClose} />;
}

const grounds = (['none', 'sibling', 'first', 'out'] as const).map((id) => ({ id, title: t.grounds[id] }));

function ConfirmDialog({ row, onClose, onDone }: FormProps) {
  const [resident, setResident] = useState(row.resident);
  const [ground, setGround] = useState(row.claim);
  const run = async () => {
    await api.POST('/api/enrolments/{id}/confirm', { params: { path: { id: row.id } }, body: { resident, ground, version: row.version } });
    onDone();
  };
  return (
    <ActDialog title={row.child_name} action={t.confirm} onClose={onClose} run={run}>
      <p className="muted">{row.address}</p>
      <Checkbox checked={resident} onChange={setResident}>
        {t.resident}
      </Checkbox>
      <Select label={t.ground} options={grounds} value={ground} onChange={setGround} />
    </ActDialog>
  );
}

function WhyDialog({ row, act, onClose, onDone }: FormProps & { act: 'demand' | 'withdraw' }) {
  const { value, change, clear } = useDraft(`enrolment-${act}:${row.id}`, { reason: '' });
  const faults = useFaults();
  const run = async () => {
    await api.POST(`/api/enrolments/{id}/${act}`, { params: { path: { id: row.id } }, body: { ...value, version: row.version } });
    clear();
    onDone();
  };
  return (
    <ActDialog title={row.child_name} action={t[act]} kind={act === 'demand' ? 'filled' : 'danger-filled'} onClose={onClose} ready={() => faults.look({ reason: filled(value.reason, t.reasonNeeded) })} refused={faults.refused} run={run}>
      <TextArea label={t.reason} hint={t.reasonHint} value={value.reason} onChange={(reason) => change({ reason })} maxLength={1000} rows={3} error={faults.of('reason')} required autoFocus />
    </ActDialog>
  );
}

/** Which school is meant, said by hand. */
function SortDialog({ row, onClose, onDone }: FormProps) {
  const { data } = useQuery(schoolsQuery());
  const [school, setSchool] = useState<number | null>(null);
  const faults = useFaults();
  const run = async () => {
    await api.POST('/api/enrolments/{id}/sort', { params: { path: { id: row.id } }, body: { school_id: school ?? 0, version: row.version } });
    onDone();
  };
  return (
    <ActDialog title={row.child_name} action={t.sort} onClose={onClose} ready={() => faults.look({ school: school === null ? t.choiceNeeded : '' })} run={run}>
      <p>{t.sortHint(row.asked)}</p>
      <Select label={t.school} options={(data?.items ?? []).map((one) => ({ id: one.id, title: one.name }))} value={school} onChange={setSchool} error={faults.of('school')} required />
    </ActDialog>
  );
}

/** A refusal on a ground of the regulation. */
function RefuseDialog({ row, grounds: list, onClose, onDone }: DialogProps) {
  const { value, change, clear } = useDraft(`enrolment-refuse:${row.id}`, { ground: list[0]?.code ?? '', reason: '' });
  const faults = useFaults();
  const ready = () => faults.look({ ground: filled(value.ground, t.choiceNeeded), reason: filled(value.reason, t.reasonNeeded) });
  const run = async () => {
    await api.POST('/api/enrolments/{id}/refuse', { params: { path: { id: row.id } }, body: { ...value, version: row.version } });
    clear();
    onDone();
  };
  return (
    <ActDialog title={row.child_name} action={t.refuse} kind="danger-filled" onClose={onClose} ready={ready} refused={faults.refused} run={run}>
      <Select label={t.refusalGround} options={list.map((one) => ({ id: one.code, title: one.text, hint: one.act }))} value={value.ground} onChange={(ground) => change({ ground })} error={faults.of('ground')} required />
      <TextArea label={t.reason} hint={t.reasonHint} value={value.reason} onChange={(reason) => change({ reason })} maxLength={1000} rows={3} error={faults.of('reason')} required />
    </ActDialog>
  );
}
