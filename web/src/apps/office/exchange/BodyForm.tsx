import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeWords } from '@/i18n/ru/exchange';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { Checkbox } from '@/ui/Choice';
import { Radio } from '@/ui/Radio';
import { Field } from '@/ui/Field';
import { FormDrawer } from '../admin/FormDrawer';
import { FilterFields, given } from './FilterFields';
import type { BodySetup } from './queries';

const modes = (['at_once', 'schedule', 'hand'] as const).map((id) => ({ id, title: exchangeWords.modes[id], hint: t.modeHints[id] }));
const readings = (['step', 'competence'] as const).map((id) => ({ id, title: t.directedTitles[id], hint: t.directedHints[id] }));

/** How a body exports: when, what «Направлено» means, who finishes the answers. */
export function BodyForm({ body, own, onClose }: { body: BodySetup; own: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState(body);
  const [minutes, setMinutes] = useState(String(body.every_minutes));
  const set = (part: Partial<BodySetup>) => setForm({ ...form, ...part });
  const save = async () => {
    const { mode, notify, lko, directed, filter, version } = form;
    const input = { mode, every_minutes: Number(minutes), notify, lko, directed, filter: given(filter), version };
    await api.POST('/api/pos/bodies/{id}', { params: { path: { id: body.body_id } }, body: input });
    await client.invalidateQueries({ queryKey: ['pos'] });
  };
  const wrong = !/^[1-9]\d{0,4}$/.test(minutes) || Number(minutes) > 10080;
  return (
    <FormDrawer title={t.body(body.body)} done={t.saved} save={save} onClose={onClose} incomplete={wrong}>
      {() => (
        <div className="stack">
          <Radio label={t.mode} options={modes} value={form.mode} onChange={(mode) => set({ mode })} />
          {form.mode === 'schedule' && (
            <section className="stack" aria-label={t.filter}>
              <Field label={t.minutes} value={minutes} onChange={setMinutes} inputMode="numeric" required />
              <h3>{t.filter}</h3>
              <FilterFields value={form.filter} onChange={(filter) => set({ filter })} own={own} />
            </section>
          )}
          <Radio label={t.directed} options={readings} value={form.directed} onChange={(directed) => set({ directed })} />
          <Checkbox checked={form.notify} onChange={(notify) => set({ notify })}>
            {t.notify}
          </Checkbox>
          <div>
            <Checkbox checked={form.lko} onChange={(lko) => set({ lko })}>
              {t.lko}
            </Checkbox>
            <p className="muted small">{t.lkoHint}</p>
          </div>
        </div>
      )}
    </FormDrawer>
  );
}
