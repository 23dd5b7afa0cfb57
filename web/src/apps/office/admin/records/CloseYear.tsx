import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { journals as t } from '@/i18n/ru/adminRecords';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Confirm } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import type { Journal } from '../queries';

/** The end of a year of a journal; numbers still reserved are named by the refusal. */
export function CloseYear({ journal, open, onClose }: { journal: Journal; open: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const { value, change, clear } = useDraft(`close-year:${journal.id}`, { year: String(Number(today().slice(0, 4)) - 1) });
  const year = Number(value.year);
  const run = async () => {
    await api.POST('/api/journals/{id}/close-year', { params: { path: { id: journal.id } }, body: { year } });
    clear();
    await client.invalidateQueries({ queryKey: ['journals'] });
    toast.done(t.closeDone(year));
  };
  return (
    <Confirm open={open} onClose={onClose} title={t.closeTitle(journal.name)} action={t.closeYear} kind="danger-filled" run={run}>
      <p>{t.closeLead}</p>
      <Field label={t.year} value={value.year} onChange={(next) => change({ year: next })} inputMode="numeric" maxLength={4} />
    </Confirm>
  );
}
