import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { bodiesQuery, officersQuery } from './queries';
import type { VerbProps } from './VerbDialog';

/** To another officer, to another body, or back to the applicant. */
export function MovingDialog(props: VerbProps) {
  switch (props.verb.id) {
    case 'assign':
      return <Assign {...props} />;
    case 'enter_cancel':
    case 'decline_cancel':
      return <Cancel {...props} />;
    default:
      return <ToBody {...props} />;
  }
}

function Assign({ card, verb, onClose, onDone }: VerbProps) {
  const { data } = useQuery(officersQuery);
  const [officer, setOfficer] = useState<number | null>(null);
  const run = async () => {
    await api.POST('/api/applications/{id}/assign', { params: { path: { id: card.id } }, body: { officer_id: officer ?? 0 } });
    onDone(t.done);
  };
  return (
    <ActDialog title={verb.title} action={verb.title} onClose={onClose} ready={() => officer !== null} run={run}>
      <Select label={t.officer} options={(data?.items ?? []).map(({ id, name, post }) => ({ id, title: name, hint: post }))} value={officer} onChange={setOfficer} required />
    </ActDialog>
  );
}

function ToBody({ card, verb, onClose, onDone }: VerbProps) {
  const { data } = useQuery(bodiesQuery);
  const [body, setBody] = useState<number | null>(null);
  const { value, change, clear } = useDraft(`application-move:${verb.id}:${card.id}`, { reason: '' });
  const { reason } = value;
  const over = verb.id === 'hand_over';
  const run = async () => {
    const input = { params: { path: { id: card.id } }, body: { body_id: body ?? 0, reason } };
    await (over ? api.POST('/api/applications/{id}/hand-over', input) : api.POST('/api/applications/{id}/route', input));
    clear();
    onDone(t.done);
  };
  return (
    <ActDialog title={over ? t.handOverTitle : verb.title} action={verb.title} onClose={onClose} ready={() => body !== null && (!over || reason.trim() !== '')} run={run}>
      {over && <p>{t.handOverLead}</p>}
      <Select label={t.body} options={(data?.items ?? []).map(({ id, short_name, name }) => ({ id, title: short_name, hint: name }))} value={body} onChange={setBody} required />
      <TextArea label={t.reasonShort} value={reason} onChange={(next) => change({ reason: next })} maxLength={500} rows={2} required={over} />
    </ActDialog>
  );
}

function Cancel({ card, verb, onClose, onDone }: VerbProps) {
  const { value, change, clear } = useDraft(`application-move:${verb.id}:${card.id}`, { reason: '' });
  const { reason } = value;
  const enters = verb.id === 'enter_cancel';
  const run = async () => {
    const input = { params: { path: { id: card.id } }, body: { reason } };
    await (enters ? api.POST('/api/applications/{id}/enter-cancel', input) : api.POST('/api/applications/{id}/decline-cancel', input));
    clear();
    onDone(t.done);
  };
  return (
    <ActDialog title={t.cancelTitle} action={verb.title} onClose={onClose} run={run}>
      {enters && <p>{t.cancelLead}</p>}
      <TextArea label={t.reasonShort} value={reason} onChange={(next) => change({ reason: next })} maxLength={2000} rows={3} />
    </ActDialog>
  );
}
