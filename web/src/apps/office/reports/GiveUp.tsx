import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { journal as t } from '@/i18n/ru/reports';
import { useDraft } from '@/lib/useDraft';
import { Confirm } from '@/ui/Dialog';
import { TextArea } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import type { NumberLine } from './queries';

/** A reserved number is annulled with a reason: it cannot be taken back. */
export function GiveUp({ line, onClose }: { line: NumberLine; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`give-up:${line.id}`, { reason: '' });
  const run = async () => {
    await api.POST('/api/numbers/{id}/annul', { params: { path: { id: line.id } }, body: value });
    clear();
    await client.invalidateQueries({ queryKey: ['journals', line.journal_id] });
    toast.done(t.givenUp(line.number));
  };
  return (
    <Confirm open onClose={onClose} title={t.giveUpTitle(line.number)} action={t.giveUp} kind="danger-filled" run={run}>
      <p>{t.giveUpLead}</p>
      <TextArea label={t.reason} rows={2} value={value.reason} onChange={(reason) => change({ reason })} required autoFocus />
    </Confirm>
  );
}
