import { useState } from 'react';
import { api } from '@/api/client';
import { appealWords as t } from '@/i18n/ru/appeals';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Named } from '../card/form';
import { findCorrespondents } from '../card/lookups';
import type { Card, Desk } from '../card/parts';
import { results } from './answers';
import type { Appeal } from './queries';

// Decisions about an appeal. Each says what the law asks of it; the server refuses what the law does not allow.

interface DecisionProps {
  card: Card;
  desk: Desk;
}

const path = (card: Card) => ({ params: { path: { id: card.id } } });

interface ReasonedProps extends DecisionProps {
  form: string;
  title: string;
  lead: string;
  action: string;
  done: string;
  send: (reason: string) => Promise<unknown>;
}

/** A decision that needs its reason. */
function Reasoned({ card, desk, form, title, lead, action, done, send }: ReasonedProps) {
  const { value, change, clear } = useDraft(`appeal-${form}:${card.id}`, { reason: '' });
  const run = async () => {
    await send(value.reason);
    clear();
    desk.done(done);
  };
  return (
    <ActDialog title={title} action={action} onClose={desk.close} ready={() => value.reason.trim() !== ''} run={run}>
      <p>{lead}</p>
      <TextArea label={t.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={2000} rows={3} required autoFocus />
    </ActDialog>
  );
}

export function ExtendDialog({ card, desk }: DecisionProps) {
  const send = (reason: string) => api.POST('/api/appeals/{id}/extend', { ...path(card), body: { reason } });
  return <Reasoned card={card} desk={desk} form="extend" title={t.extendTitle} lead={t.extendLead} action={t.extend} done={t.extended} send={send} />;
}

/** A message has no law of its own extension: a new day and the reason, more than once. */
export function ProlongDialog({ card, desk }: DecisionProps) {
  const { value, change, clear } = useDraft(`appeal-prolong:${card.id}`, { reason: '', until: '' });
  const [tried, setTried] = useState(false);
  const ready = () => {
    setTried(true);
    return value.reason.trim() !== '' && value.until !== '';
  };
  const run = async () => {
    await api.POST('/api/appeals/{id}/extend', { ...path(card), body: value });
    clear();
    desk.done(t.prolonged);
  };
  return (
    <ActDialog title={t.prolongTitle} action={t.extend} onClose={desk.close} ready={ready} run={run}>
      <p>{t.prolongLead}</p>
      <DateField label={t.prolongUntil} value={value.until} onChange={(until) => change({ until })} error={tried && value.until === '' ? t.needDay : undefined} required />
      <TextArea label={t.reason} value={value.reason} onChange={(reason) => change({ reason })} maxLength={2000} rows={3} error={tried && value.reason.trim() === '' ? t.needReason : undefined} required />
    </ActDialog>
  );
}

export function WithdrawDialog({ card, desk }: DecisionProps) {
  const send = (reason: string) => api.POST('/api/appeals/{id}/withdraw', { ...path(card), body: { reason } });
  return <Reasoned card={card} desk={desk} form="withdraw" title={t.withdrawTitle} lead={t.withdrawLead} action={t.withdraw} done={t.withdrawn} send={send} />;
}

export function ConcludeDialog({ card, desk, no }: DecisionProps & { no: number }) {
  const [result, setResult] = useState<(typeof results)[number]['id']>('explained');
  const run = async () => {
    await api.POST('/api/appeals/{id}/conclude', { ...path(card), body: { no, result } });
    desk.done(t.concluded);
  };
  return (
    <ActDialog title={t.concludeTitle(no)} action={t.conclude} onClose={desk.close} run={run}>
      <Select label={t.result} options={results} value={result} onChange={setResult} required />
    </ActDialog>
  );
}

export function ForwardDialog({ card, desk, appeal }: DecisionProps & { appeal: Appeal }) {
  const open = appeal.questions.filter((question) => question.result === '');
  const [chosen, setChosen] = useState<readonly number[]>(open.length === 1 ? open.map(({ no }) => no) : []);
  const [to, setTo] = useState<Named | null>(null);
  const run = async () => {
    if (to === null) return;
    await api.POST('/api/appeals/{id}/forward', { ...path(card), body: { questions: [...chosen], to: to.id } });
    desk.done(t.forwarded);
  };
  return (
    <ActDialog title={t.forwardTitle} action={t.forward} onClose={desk.close} ready={() => to !== null && chosen.length > 0} run={run}>
      <p>{t.forwardLead}</p>
      <div className="stack" role="group" aria-label={t.which}>
        {open.map(({ no, text }) => (
          <Checkbox key={no} checked={chosen.includes(no)} onChange={(on) => setChosen(on ? [...chosen, no] : chosen.filter((one) => one !== no))}>
            {`${no}. ${text}`}
          </Checkbox>
        ))}
      </div>
      <Combo<number> label={t.to} value={to} onChange={setTo} load={findCorrespondents} required />
    </ActDialog>
  );
}
