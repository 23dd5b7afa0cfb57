import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { publicStatuses } from '@/i18n/ru/interagency';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { DateField } from '@/ui/DateField';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../../admin/FormDrawer';
import type { Code, Status } from './queries';

const empty: Status = { id: 0, portal: '', status: '', code: '', comment: '', cancel_allowed: false, message_allowed: false, from_day: '', version: 0 };
const statuses = Object.keys(publicStatuses).map((id) => ({ id, title: publicStatuses[id] ?? id }));

/** A line of the table of statuses; a changed code begins on its day as a new line. */
export function StatusForm({ status, codes, onClose }: { status: Status | null; codes: readonly Code[]; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState({ ...(status ?? empty), to_day: status?.to_day ?? '' });
  const [replaces, setReplaces] = useState(false);
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const save = async () => {
    const { to_day, ...rest } = form;
    await api.PUT('/api/epgu/statuses', { body: { ...rest, ...(to_day !== '' && { to_day }), ...(replaces && { id: 0, replaces: rest.id }) } });
    await client.invalidateQueries({ queryKey: ['epgu'] });
  };
  const again = () => {
    setReplaces(true);
    set({ from_day: '', to_day: '' });
  };
  const known = codes.some((one) => String(one.code) === form.code);
  const options = codes.map((one) => ({ id: String(one.code), title: `${one.code} ${one.name}` }));
  return (
    <FormDrawer title={t.statusTitle} done={t.saved} save={save} onClose={onClose} incomplete={form.status === '' || form.code === '' || form.from_day === ''}>
      {(texts) => (
        <div className="stack">
          {replaces && <p className="muted">{t.editionLead}</p>}
          {status !== null && !replaces && (
            <div>
              <Button small onPress={again}>
                {t.edition}
              </Button>
            </div>
          )}
          <Select label={t.status} options={statuses} value={form.status === '' ? null : form.status} onChange={(next) => set({ status: next })} error={texts.status} required disabled={status !== null} />
          <Field label={t.portal} hint={t.portalHint} value={form.portal} onChange={(portal) => set({ portal })} maxLength={100} />
          <Select
            label={t.portalCode}
            options={known || form.code === '' ? options : [...options, { id: form.code, title: form.code }]}
            value={form.code === '' ? null : form.code}
            onChange={(code) => set({ code })}
            error={texts.code}
            required
          />
          <TextArea label={t.comment} hint={t.commentHint} value={form.comment} onChange={(comment) => set({ comment })} maxLength={2048} rows={3} />
          <Checkbox checked={form.cancel_allowed} onChange={(cancel_allowed) => set({ cancel_allowed })}>
            {t.cancelAllowed}
          </Checkbox>
          <Checkbox checked={form.message_allowed} onChange={(message_allowed) => set({ message_allowed })}>
            {t.messageAllowed}
          </Checkbox>
          <div className="exchange-pair">
            <DateField label={t.fromDay} value={form.from_day} onChange={(from_day) => set({ from_day })} error={texts.from_day} required />
            <DateField label={t.toDay} hint={t.toHint} value={form.to_day} onChange={(to_day) => set({ to_day })} error={texts.to_day} />
          </div>
        </div>
      )}
    </FormDrawer>
  );
}
