import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { exchangeForms as t } from '@/i18n/ru/exchangeForms';
import { Radio } from '@/ui/Radio';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { FormDrawer } from '../admin/FormDrawer';
import type { Setup } from './queries';

const reopenings = (['control', 'cycle'] as const).map((id) => ({ id, ...t.reopenings[id] }));
const scores = t.lowScores.map((title, id) => ({ id, title }));

/** How often the list is asked for, and what a low rating leads to. */
export function ScheduleForm({ setup, onClose }: { setup: Setup; onClose: () => void }) {
  const client = useQueryClient();
  const { settings, mapping } = setup;
  const [minutes, setMinutes] = useState(String(settings.poll_minutes));
  const [low, setLow] = useState(settings.low_rating);
  const [reopening, setReopening] = useState(settings.reopening);
  const save = async () => {
    await api.PUT('/api/pos/settings', { body: { poll_minutes: Number(minutes), low_rating: low, reopening, mapping, version: settings.version } });
    await client.invalidateQueries({ queryKey: ['pos'] });
  };
  const wrong = !/^[1-9]\d{0,3}$/.test(minutes) || Number(minutes) > 1440;
  return (
    <FormDrawer title={t.schedule} done={t.saved} save={save} onClose={onClose} incomplete={wrong}>
      {() => (
        <div className="stack">
          <Field label={t.poll} hint={t.pollHint} value={minutes} onChange={setMinutes} inputMode="numeric" required />
          <Select label={t.low} options={scores} value={low} onChange={setLow} />
          {low > 0 && <Radio label={t.reopening} options={reopenings} value={reopening} onChange={setReopening} />}
        </div>
      )}
    </FormDrawer>
  );
}
