import { api } from '@/api/client';
import { appealWords as t } from '@/i18n/ru/appeals';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Card, Desk } from '../card/parts';
import type { Appeal } from './queries';

const kinds = (['complaint', 'application', 'proposal'] as const).map((id) => ({ id, title: t.kinds[id] }));

/** A message that is an appeal by its sense, or the other way round: another law, another clock, and the author is told why. */
export function RequalifyDialog({ card, desk, appeal }: { card: Card; desk: Desk; appeal: Appeal }) {
  const message = appeal.kind === 'message';
  const { value, change, clear } = useDraft<{ kind: (typeof kinds)[number]['id']; days: string; reason: string }>(`appeal-requalify:${card.id}`, { kind: 'complaint', days: '10', reason: '' });
  const days = Number(value.days);
  const run = async () => {
    const body = message ? { kind: value.kind, reason: value.reason } : { kind: 'message' as const, message_days: days, reason: value.reason };
    await api.POST('/api/documents/{id}/appeal/requalify', { params: { path: { id: card.id } }, body });
    clear();
    desk.done(t.requalified);
  };
  const ready = () => value.reason.trim() !== '' && (message || (Number.isInteger(days) && days >= 1 && days <= 10));
  return (
    <ActDialog title={message ? t.toAppeal : t.toMessage} action={t.requalify} onClose={desk.close} ready={ready} run={run}>
      <p>{message ? t.toAppealLead : t.toMessageLead}</p>
      {message ? (
        <Select label={t.kind} options={kinds} value={value.kind} onChange={(kind) => change({ kind })} required />
      ) : (
        <Field label={t.messageDays} hint={t.messageDaysHint} value={value.days} onChange={(typed) => change({ days: typed })} inputMode="numeric" maxLength={2} required />
      )}
      <TextArea label={t.reason} hint={t.requalifyHint} value={value.reason} onChange={(reason) => change({ reason })} maxLength={2000} rows={3} required />
    </ActDialog>
  );
}
