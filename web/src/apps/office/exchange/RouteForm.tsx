import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../admin/FormDrawer';
import type { RouteRow, Setup } from './queries';

/** A line of the table «орган ПОС → наш орган»; it has days because bodies are renamed and merged. */
export function RouteForm({ route, setup, onClose }: { route: RouteRow | null; setup: Setup; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState({ code: route?.code ?? '', title: route?.title ?? '', body: route?.body_id ?? null, from: route?.from_day ?? '', to: route?.to_day ?? '' });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const save = async () => {
    if (form.body === null) return;
    const { code, title, body, from, to } = form;
    await api.POST('/api/pos/routes', { body: { id: route?.id ?? 0, code, title, body_id: body, from_day: from, ...(to !== '' && { to_day: to }), version: route?.version ?? 0 } });
    await client.invalidateQueries({ queryKey: ['pos'] });
  };
  const incomplete = form.code.trim() === '' || form.body === null || form.from === '';
  return (
    <FormDrawer title={t.route} done={t.saved} save={save} onClose={onClose} incomplete={incomplete}>
      {(texts) => (
        <div className="stack">
          <Field label={t.code} value={form.code} onChange={(code) => set({ code })} error={texts.code} maxLength={100} required />
          <Field label={t.title} value={form.title} onChange={(title) => set({ title })} maxLength={500} />
          <Select label={t.ours} options={setup.bodies.map((one) => ({ id: one.body_id, title: one.body }))} value={form.body} onChange={(body) => set({ body })} error={texts.body_id} required />
          <div className="exchange-pair">
            <DateField label={t.from} value={form.from} onChange={(from) => set({ from })} required />
            <DateField label={t.to} hint={t.toHint} value={form.to} onChange={(to) => set({ to })} error={texts.to_day} />
          </div>
        </div>
      )}
    </FormDrawer>
  );
}
