import { useState } from 'react';
import { api } from '@/api/client';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayNumbers, exact } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Row } from './queries';

type Action = Row['actions'][number];

interface DialogProps {
  row: Row;
  onClose: () => void;
  onDone: () => void;
}

/** An application of the register: what is told, and what may be done with it. */
export function ApplicationDialog({ row, onClose, onDone }: DialogProps) {
  const [act, setAct] = useState<Action>();
  const back = () => setAct(undefined);
  const done = (action: Action) => {
    toast.done(t.done[action]);
    onDone();
    onClose();
  };
  if (act === 'confirm') return <ConfirmDialog row={row} onClose={back} onDone={() => done('confirm')} />;
  if (act !== undefined) return <WhyDialog row={row} act={act} onClose={back} onDone={() => done(act)} />;
  const facts: readonly (readonly [string, string])[] = [
    [t.number, row.number],
    [t.columns.accepted, exact(row.accepted_at)],
    [t.born, row.born_on ? dayNumbers(row.born_on) : ''],
    [t.address, row.address],
    [t.claim, t.grounds[row.claim]],
    [t.columns.state, t.states[row.state]],
    [t.reason, row.reason],
  ];
  return (
    <Dialog
      title={row.child_name}
      open
      onClose={onClose}
      footer={
        <div className="row row-wrap">
          {row.actions.map((action) => (
            <Button key={action} kind={action === 'confirm' ? 'filled' : 'outline'} onPress={() => setAct(action)}>
              {t[action]}
            </Button>
          ))}
        </div>
      }
    >
      <dl className="enrolment-facts">
        {facts.flatMap(([name, value]) => (value === '' ? [] : [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>]))}
      </dl>
    </Dialog>
  );
}

const grounds = (['none', 'sibling', 'first', 'out'] as const).map((id) => ({ id, title: t.grounds[id] }));

function ConfirmDialog({ row, onClose, onDone }: DialogProps) {
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

function WhyDialog({ row, act, onClose, onDone }: DialogProps & { act: Exclude<Action, 'confirm'> }) {
  const { value, change, clear } = useDraft(`enrolment-${act}:${row.id}`, { reason: '' });
  const run = async () => {
    await api.POST(`/api/enrolments/{id}/${act}`, { params: { path: { id: row.id } }, body: { ...value, version: row.version } });
    clear();
    onDone();
  };
  return (
    <ActDialog title={row.child_name} action={t[act]} kind={act === 'demand' ? 'filled' : 'danger-filled'} onClose={onClose} ready={() => value.reason.trim() !== ''} run={run}>
      <TextArea label={t.reason} hint={t.reasonHint} value={value.reason} onChange={(reason) => change({ reason })} maxLength={1000} rows={3} required autoFocus />
    </ActDialog>
  );
}
