import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, take } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { kit } from '@/i18n/ru/kit';
import { journal as t } from '@/i18n/ru/reports';
import { addDays, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Drawer } from '@/ui/Dialog';
import { Field, TextArea } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { kindsQuery } from '../card/queries';
import type { Journal } from './queries';

/** Numbers kept for a purpose until a day. */
export default function ReserveForm({ journal, onClose }: { journal: Journal; onClose: () => void }) {
  const client = useQueryClient();
  const form = useDraft(`reserve:${journal.id}`, { count: '1', purpose: '', until: addDays(today(), 14), kind: null as number | null, letter: '' });
  const { value, change } = form;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { data } = useQuery({ ...kindsQuery, enabled: journal.dimension === 'kind' });
  const kinds = (data?.items ?? []).filter((kind) => kind.flow === journal.flow && kind.active).map(({ id, name }) => ({ id, title: name }));
  const texts = fieldTexts(error);
  const close = () => {
    form.clear();
    onClose();
  };
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = {
        count: Number(value.count) || 0,
        purpose: value.purpose,
        expires_on: value.until,
        ...(value.kind !== null && { kind_id: value.kind }),
        ...(value.letter !== '' && { letter: value.letter }),
      };
      const { items } = await take(api.POST('/api/journals/{id}/reserve', { params: { path: { id: journal.id } }, body }));
      await client.invalidateQueries({ queryKey: ['journals', journal.id] });
      toast.done(t.reservedDone(items.map((one) => one.number).join(', ')));
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      title={t.reserveTitle(journal.name)}
      open
      onClose={close}
      footer={
        <>
          <Button kind="filled" busy={busy} disabled={value.purpose.trim() === '' || value.until === ''} onPress={() => void save()} keys="Ctrl+Enter">
            {t.reserve}
          </Button>
          <Button onPress={close} disabled={busy}>
            {kit.cancel}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorBox error={error} />}
      <p className="muted">{t.reserveLead}</p>
      <Field label={t.count} value={value.count} onChange={(count) => change({ count })} error={texts.count} inputMode="numeric" maxLength={3} required autoFocus />
      {journal.dimension === 'kind' && (
        <Select<number> label={t.kind} hint={t.kindHint} options={kinds} value={value.kind} onChange={(kind) => change({ kind })} error={texts.kind_id} />
      )}
      {journal.dimension === 'letter' && (
        <Field label={t.letter} value={value.letter} onChange={(letter) => change({ letter: letter.slice(0, 1).toUpperCase() })} error={texts.letter} maxLength={1} required />
      )}
      <TextArea label={t.purpose} rows={2} value={value.purpose} onChange={(purpose) => change({ purpose })} error={texts.purpose} required />
      <DateField label={t.until} value={value.until} onChange={(until) => change({ until })} error={texts.expires_on} min={today()} required />
    </Drawer>
  );
}
