import { CalendarX, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/api/client';
import { enrolmentWords as t } from '@/i18n/ru/enrolment';
import { dayNumbers, today } from '@/lib/dates';
import { useAct } from '@/lib/useAct';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button, IconButton } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { ErrorBox } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Register } from './queries';
import { filled, useFaults } from './useFaults';

interface FormProps {
  register: Register;
  onClose: () => void;
  onDone: () => void;
}

interface ClassLine {
  key: number;
  name: string;
  places: string;
}

const whole = (text: string) => /^\d{1,3}$/.test(text.trim());

const linesOf = ({ classes }: Register): readonly ClassLine[] =>
  classes.length === 0 ? [{ key: 0, name: t.firstClass, places: '25' }] : classes.map(({ name, places }, key) => ({ key, name, places: String(places) }));

/** How many children each class of the year takes. */
export function PlacesDialog({ register, onClose, onDone }: FormProps) {
  const draft = useDraft(`school-places:${register.school.id}:${register.places_version}`, { lines: linesOf(register) });
  const { lines } = draft.value;
  const setLines = (of: (list: readonly ClassLine[]) => readonly ClassLine[]) => draft.change({ lines: of(lines) });
  const change = (key: number, part: Partial<ClassLine>) => setLines((list) => list.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const faults = useFaults();
  const ready = () => faults.look(Object.fromEntries(lines.map(({ key, name }) => [`class${key}`, filled(name, t.nameNeeded)]))) && lines.every(({ places }) => whole(places));
  const total = lines.reduce((sum, { places }) => sum + (whole(places) ? Number(places) : 0), 0);
  const run = async () => {
    const classes = lines.map(({ name, places }) => ({ name: name.trim(), places: Number(places) }));
    await api.PUT('/api/enrolment-schools/{id}/places', { params: { path: { id: register.school.id } }, body: { year: register.year, classes, version: register.places_version } });
    draft.clear();
    toast.done(t.placesSaved(total));
    onDone();
  };
  return (
    <ActDialog title={t.placesTitle(register.year)} action={t.save} onClose={onClose} ready={ready} refused={faults.refused} run={run}>
      {lines.map((line, index) => (
        <div key={line.key} className="enrolment-class">
          <Field label={t.className} value={line.name} onChange={(name) => change(line.key, { name })} maxLength={60} error={faults.of(`class${line.key}`)} required />
          <Field label={t.classPlaces} value={line.places} onChange={(places) => change(line.key, { places })} maxLength={3} error={whole(line.places) ? undefined : t.numberNeeded} required />
          <IconButton icon={Trash2} label={t.removeClass(line.name || String(index + 1))} disabled={lines.length === 1} onPress={() => setLines((list) => list.filter(({ key }) => key !== line.key))} />
        </div>
      ))}
      <div className="row row-wrap">
        <Button onPress={() => setLines((list) => [...list, { key: Math.max(...list.map(({ key }) => key)) + 1, name: '', places: '25' }])}>{t.addClass}</Button>
        <span className="muted">{t.total(total)}</span>
      </div>
    </ActDialog>
  );
}

const sides = (['all', 'odd', 'even'] as const).map((id) => ({ id, title: t.sides[id] }));
const fresh = () => ({ act_number: '', act_date: today(), valid_from: today(), street: '', house_from: '1', house_to: '', side: 'all' as 'all' | 'odd' | 'even' });

/** Territories of the school by its acts; a line is ended, never rubbed out. */
export function TerritoryDialog({ register, onClose, onDone }: FormProps) {
  const [adding, setAdding] = useState(false);
  const { busy, error, run } = useAct();
  if (adding) return <AddTerritory register={register} onClose={() => setAdding(false)} onDone={onDone} />;
  const end = (line: number) =>
    void run(async () => {
      await api.POST('/api/enrolment-schools/{id}/territory-end', { params: { path: { id: register.school.id } }, body: { line_id: line, until: today() } });
      toast.done(t.territoryEnded);
      onDone();
    });
  return (
    <Dialog
      title={t.territory}
      open
      wide
      onClose={onClose}
      footer={
        <Button kind="filled" onPress={() => setAdding(true)}>
          {t.addTerritory}
        </Button>
      }
    >
      {error !== undefined && <ErrorBox error={error} />}
      {register.territories.length === 0 && <p className="muted">{t.noTerritory}</p>}
      <ul className="enrolment-orders">
        {register.territories.map((line) => (
          <li key={line.id} className="row row-wrap">
            <span className="grow">
              {t.houses(line.street, line.house_from, line.house_to, t.sides[line.side as 'all'])}
              <span className="muted small enrolment-counts">{t.byAct(line.act_number, dayNumbers(line.act_date), dayNumbers(line.valid_from), line.valid_until ? dayNumbers(line.valid_until) : '')}</span>
            </span>
            {!line.valid_until && (
              <IconButton icon={CalendarX} label={`${t.endTerritory}: ${line.street}`} disabled={busy} onPress={() => end(line.id)} />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function AddTerritory({ register, onClose, onDone }: FormProps) {
  const { value: line, change, clear } = useDraft(`school-territory:${register.school.id}`, fresh());
  const run = async () => {
    const body = { ...line, house_from: Number(line.house_from), house_to: line.house_to === '' ? 0 : Number(line.house_to) };
    await api.POST('/api/enrolment-schools/{id}/territory', { params: { path: { id: register.school.id } }, body });
    clear();
    toast.done(t.territoryAdded);
    onDone();
    onClose();
  };
  const faults = useFaults();
  const ready = () =>
    faults.look({
      street: filled(line.street, t.streetNeeded), act_number: filled(line.act_number, t.actNeeded),
      house_from: /^[1-9]\d{0,3}$/.test(line.house_from) ? '' : t.numberNeeded, house_to: /^\d{0,4}$/.test(line.house_to) ? '' : t.numberNeeded,
      act_date: filled(line.act_date, t.dayNeeded), valid_from: filled(line.valid_from, t.dayNeeded),
    });
  return (
    <ActDialog title={t.addTerritory} action={t.save} onClose={onClose} ready={ready} refused={faults.refused} run={run}>
      <Field label={t.street} hint={t.streetHint} value={line.street} onChange={(street) => change({ street })} maxLength={150} error={faults.of('street')} required />
      <div className="enrolment-pair">
        <Field label={t.houseFrom} value={line.house_from} onChange={(house_from) => change({ house_from })} maxLength={4} error={faults.of('house_from')} required />
        <Field label={t.houseTo} hint={t.houseToHint} value={line.house_to} onChange={(house_to) => change({ house_to })} maxLength={4} error={faults.of('house_to')} />
      </div>
      <Select label={t.side} options={sides} value={line.side} onChange={(side) => change({ side })} required />
      <Field label={t.actNumber} value={line.act_number} onChange={(act_number) => change({ act_number })} maxLength={60} error={faults.of('act_number')} required />
      <DateField label={t.actDate} value={line.act_date} onChange={(act_date) => change({ act_date })} error={faults.of('act_date')} required />
      <DateField label={t.validFrom} value={line.valid_from} onChange={(valid_from) => change({ valid_from })} error={faults.of('valid_from')} required />
    </ActDialog>
  );
}

/** Name and code of a school: a new one, or one that is called anew. */
export function SchoolDialog({ school, onClose, onDone }: { school?: Register['school']; onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft(`school:${school?.id ?? 'new'}:${school?.version ?? 0}`, { name: school?.name ?? '', code: school?.code ?? '' });
  const faults = useFaults();
  const run = async () => {
    if (school === undefined) await api.POST('/api/enrolment-schools', { body: value });
    else await api.PUT('/api/enrolment-schools/{id}', { params: { path: { id: school.id } }, body: { ...value, version: school.version } });
    clear();
    onDone();
  };
  return (
    <ActDialog title={school === undefined ? t.addSchool : t.rename} action={t.save} onClose={onClose} ready={() => faults.look({ name: filled(value.name, t.schoolNeeded) })} refused={faults.refused} run={run}>
      <Field label={t.schoolName} value={value.name} onChange={(name) => change({ name })} maxLength={200} error={faults.of('name')} required />
      <Field label={t.schoolCode} hint={t.schoolCodeHint} value={value.code} onChange={(code) => change({ code })} maxLength={60} />
    </ActDialog>
  );
}
