import { useState } from 'react';
import { api, take } from '@/api/client';
import { visitWords as t } from '@/i18n/ru/visits';
import { addDays, today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { Combo } from '@/ui/Combo';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Named } from '../card/form';
import { findExecutives } from '../card/lookups';

type Every = keyof typeof t.everyWords;

const everies = (['once', 'week', 'month'] as const).map((id) => ({ id, title: t.everyWords[id] }));
const lengths = [10, 15, 20, 30, 60].map((id) => ({ id, title: String(id) }));
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** When an official receives: once or regularly. */
export function PlanDialog({ onClose, onDone }: { onClose: () => void; onDone: (day: number) => void }) {
  const [official, setOfficial] = useState<Named | null>(null);
  const { value, change, clear } = useDraft('visit-plan', { place: '', day: '', every: 'once' as Every, until: '', starts: '14:00', ends: '17:00', minutes: 20, online: true });
  const regular = value.every !== 'once';
  const run = async () => {
    if (official === null) return;
    const body = { ...value, official_id: official.id, until: regular ? value.until : '' };
    const { items } = await take(api.POST('/api/visit-days', { body }));
    clear();
    toast.done(t.planned(items.length));
    onDone(items[0]?.id ?? 0);
  };
  const ready = () => official !== null && value.place.trim() !== '' && value.day !== '' && (!regular || value.until !== '') && clock.test(value.starts) && clock.test(value.ends);
  return (
    <ActDialog title={t.planTitle} action={t.plan} onClose={onClose} ready={ready} run={run}>
      <Combo<number> label={t.official} value={official} onChange={setOfficial} load={findExecutives} required autoFocus />
      <Field label={t.place} value={value.place} onChange={(place) => change({ place })} maxLength={300} required />
      <div className="visit-pair">
        <DateField label={t.first} value={value.day} onChange={(day) => change({ day })} min={today()} required />
        <Select label={t.every} options={everies} value={value.every} onChange={(every) => change({ every })} />
        {regular && <DateField label={t.until} value={value.until} onChange={(until) => change({ until })} min={value.day || today()} max={addDays(value.day || today(), 366)} required />}
      </div>
      <div className="visit-pair">
        <Field label={t.starts} hint={t.clockHint} value={value.starts} onChange={(starts) => change({ starts })} maxLength={5} required />
        <Field label={t.ends} value={value.ends} onChange={(ends) => change({ ends })} maxLength={5} required />
        <Select label={t.minutes} options={lengths} value={value.minutes} onChange={(minutes) => change({ minutes })} />
      </div>
      <Checkbox checked={value.online} onChange={(online) => change({ online })}>
        {t.online}
      </Checkbox>
      <p className="muted small">{t.dayOffHint}</p>
    </ActDialog>
  );
}
