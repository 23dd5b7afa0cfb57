import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '@/api/client';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { dayNumbers, exact, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { DateField } from '@/ui/DateField';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { ChildDialog } from '../ChildDialog';
import type { Overview, Row } from './queries';

type Act = Row['actions'][number];

interface RecordProps {
  row: Row;
  overview: Overview;
  onClose: () => void;
  onDone: () => void;
}

/** A record of the queue: what is told, and what may be done with it. */
export function RecordDialog({ row, overview, onClose, onDone }: RecordProps) {
  const [act, setAct] = useState<Act>();
  const group = overview.gardens.flatMap(({ name, groups }) => groups.map((one) => ({ id: one.id, title: `${name}, ${one.name}` }))).find(({ id }) => id === row.group_id);
  if (act !== undefined)
    return (
      <RecordForm
        act={act}
        row={row}
        overview={overview}
        onClose={() => setAct(undefined)}
        onDone={() => {
          toast.done(t.done[act]);
          onDone();
          onClose();
        }}
      />
    );
  const facts: readonly (readonly [string, string])[] = [
    [t.number, row.number],
    [t.recorded, exact(row.accepted_at)],
    [t.born, row.born_on ? dayNumbers(row.born_on) : ''],
    [t.benefit, overview.benefits.find(({ code }) => code === (row.benefit || row.claim))?.title ?? t.general],
    [t.wishes, row.wishes.map((id) => overview.gardens.find((one) => one.id === id)?.name ?? '').join(', ')],
    [t.since, row.wished_on ? dayNumbers(row.wished_on) : ''],
    [t.place, group?.title ?? ''],
    [t.answerBy, row.answer_by ? dayNumbers(row.answer_by) : ''],
    [t.contract, row.contract_on ? dayNumbers(row.contract_on) : ''],
    [t.enrolBy, row.enrol_by ? dayNumbers(row.enrol_by) : ''],
    [t.state, t.states[row.state] + (row.transfer ? ` (${t.transfer})` : '')],
    [t.reason, row.reason],
  ];
  return (
    <ChildDialog name={row.child_name} facts={facts} acts={row.actions.map((id) => ({ id, title: t.acts[id], main: id === 'confirm' || id === 'contract' }))} onAct={setAct} onClose={onClose}>
      {row.application_id > 0 && (
        <Link to="/applications/$id" params={{ id: String(row.application_id) }}>
          {t.application}
        </Link>
      )}
      {row.paper_id !== null && (
        <Link to="/cards/$id" params={{ id: String(row.paper_id) }}>
          {t.papers[row.state === 'refusing' || row.state === 'refused' ? 'refusal' : 'direction']}
        </Link>
      )}
    </ChildDialog>
  );
}

function RecordForm({ act, row, overview, onClose, onDone }: RecordProps & { act: Act }) {
  const { value, change, clear } = useDraft(`kindergarten-record:${row.id}:${row.version}:${act}`, {
    benefit: overview.benefits.some(({ code }) => code === row.claim) ? row.claim : 'none', ground: overview.grounds[0]?.code ?? '', words: '', signatory: overview.signatories[0]?.id ?? null,
    on: act === 'change' ? (row.wished_on ?? today()) : today(), wishes: [0, 1, 2, 3, 4].map((n) => row.wishes[n] ?? null) as readonly (number | null)[],
  });
  const { benefit, ground, words, signatory, on, wishes } = value;
  const params = { path: { id: row.id } };
  const { version } = row;
  const run = async () => {
    if (act === 'confirm') await api.POST('/api/kindergarten-records/{id}/confirm', { params, body: { benefit: benefit === 'none' ? '' : benefit, version } });
    if (act === 'refuse') await api.POST('/api/kindergarten-records/{id}/refuse', { params, body: { ground, reason: words, signatory_id: signatory ?? 0, version } });
    if (act === 'change') await api.POST('/api/kindergarten-records/{id}/change', { params, body: { kindergartens: wishes.filter((one) => one !== null), on, version } });
    if (act === 'contract') await api.POST('/api/kindergarten-records/{id}/contract', { params, body: { on, version } });
    if (act === 'withdraw') await api.POST('/api/kindergarten-records/{id}/withdraw', { params, body: { reason: words, version } });
    clear();
    onDone();
  };
  const gardens = overview.gardens.map(({ id, name }) => ({ id, title: name }));
  const ready = () => (act === 'refuse' || act === 'withdraw' ? words.trim() !== '' && (act === 'withdraw' || signatory !== null) : act === 'change' ? wishes[0] !== null && on !== '' : true);
  return (
    <ActDialog title={row.child_name} action={t.acts[act]} kind={act === 'refuse' || act === 'withdraw' ? 'danger-filled' : 'filled'} onClose={onClose} ready={ready} run={run}>
      {act === 'confirm' && (
        <Select label={t.proven} options={[...overview.benefits.map(({ code, title }) => ({ id: code, title })), { id: 'none', title: t.general }]} value={benefit} onChange={(to) => change({ benefit: to })} required />
      )}
      {act === 'refuse' && <Select label={t.ground} options={overview.grounds.map(({ code, text, act: hint }) => ({ id: code, title: text, hint }))} value={ground} onChange={(to) => change({ ground: to })} required />}
      {act === 'change' && (
        <>
          {row.state === 'enrolled' && <p className="muted">{t.transferHint}</p>}
          {wishes.map((one, n) => (
            <Select key={t.wish(n)} label={t.wish(n)} options={gardens} value={one} onChange={(id) => change({ wishes: wishes.map((was, index) => (index === n ? id : was)) })} required={n === 0} />
          ))}
        </>
      )}
      {(act === 'change' || act === 'contract') && <DateField label={act === 'change' ? t.since : t.contractOn} value={on} onChange={(to) => change({ on: to })} required />}
      {(act === 'refuse' || act === 'withdraw') && <TextArea label={t.reason} hint={t.reasonHint} value={words} onChange={(to) => change({ words: to })} maxLength={1000} rows={3} required />}
      {act === 'refuse' && <Select label={t.signatory} options={overview.signatories.map((one) => ({ id: one.id, title: one.name, hint: one.post }))} value={signatory} onChange={(to) => change({ signatory: to })} required />}
    </ActDialog>
  );
}
