import { useState } from 'react';
import { api } from '@/api/client';
import { kindergartenWords as t } from '@/i18n/ru/kindergartens';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Overview } from './queries';

interface FormProps {
  overview: Overview;
  onClose: () => void;
  onDone: () => void;
}

/** Gives the free places of a year: the order goes to its signatory. */
export function FormDialog({ overview, onClose, onDone }: FormProps) {
  const { value, change, clear } = useDraft('kindergarten-formation', { main: today() < `${overview.year}-09-01`, year: String(overview.year), signatory: overview.signatories[0]?.id ?? null });
  const { main, year, signatory } = value;
  const run = async () => {
    await api.POST('/api/kindergarten-formations', { body: { year: Number(year), main, signatory_id: signatory ?? 0 } });
    clear();
    toast.done(t.formed);
    onDone();
  };
  return (
    <ActDialog title={t.form} action={t.form} onClose={onClose} ready={() => signatory !== null && /^\d{4}$/.test(year)} run={run}>
      <p>{t.formHint}</p>
      <Field label={t.year} value={year} onChange={(to) => change({ year: to })} maxLength={4} required />
      <Checkbox checked={main} onChange={(to) => change({ main: to })}>
        {t.main}
      </Checkbox>
      <Select label={t.signatory} options={overview.signatories.map((one) => ({ id: one.id, title: one.name, hint: one.post }))} value={signatory} onChange={(to) => change({ signatory: to })} required />
    </ActDialog>
  );
}

/** Writes the order of enrolment of a kindergarten for all whose contract is signed. */
export function EnrolDialog({ overview, onClose, onDone }: FormProps) {
  const ready = overview.gardens.filter(({ contracts }) => contracts > 0);
  const [garden, setGarden] = useState(ready[0]?.id ?? null);
  const [signatory, setSignatory] = useState(overview.signatories[0]?.id ?? null);
  const run = async () => {
    await api.POST('/api/kindergartens/{id}/order', { params: { path: { id: garden ?? 0 } }, body: { signatory_id: signatory ?? 0 } });
    toast.done(t.ordered);
    onDone();
  };
  return (
    <ActDialog title={t.enrolAll} action={t.enrolAll} onClose={onClose} ready={() => garden !== null && signatory !== null} run={run}>
      <p>{t.enrolHint}</p>
      <Select label={t.enrolWhere} options={ready.map(({ id, name, contracts }) => ({ id, title: name, hint: t.contracts(contracts) }))} value={garden} onChange={setGarden} required />
      <Select label={t.signatory} options={overview.signatories.map((one) => ({ id: one.id, title: one.name, hint: one.post }))} value={signatory} onChange={setSignatory} required />
    </ActDialog>
  );
}

/** Kindergartens and their groups with the places. */
export function GroupsDialog({ overview, onClose, onDone }: FormProps) {
  const [adding, setAdding] = useState<'garden' | number>();
  const back = () => setAdding(undefined);
  const done = () => {
    back();
    onDone();
  };
  if (adding === 'garden') return <GardenForm onClose={back} onDone={done} />;
  if (adding !== undefined) return <GroupForm garden={adding} year={overview.year} onClose={back} onDone={done} />;
  return (
    <Dialog
      title={t.groups}
      open
      wide
      onClose={onClose}
      footer={
        <Button kind="filled" onPress={() => setAdding('garden')}>
          {t.addGarden}
        </Button>
      }
    >
      {overview.gardens.map((garden) => (
        <section key={garden.id} className="enrolment-campaign" aria-labelledby={`garden-${garden.id}`}>
          <div className="row row-wrap">
            <h3 id={`garden-${garden.id}`} className="grow">
              {garden.name}
            </h3>
            <Button onPress={() => setAdding(garden.id)}>{t.addGroupOf(garden.name)}</Button>
          </div>
          <ul className="enrolment-orders">
            {garden.groups.map((group) => (
              <GroupLine key={`${group.id}:${group.version}`} group={group} onDone={onDone} />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

const whole = (text: string) => /^\d{1,2}$/.test(text.trim());

function GroupLine({ group, onDone }: { group: Overview['gardens'][number]['groups'][number]; onDone: () => void }) {
  const { value, change, clear } = useDraft(`kindergarten-group:${group.id}:${group.version}`, { places: String(group.places) });
  const { places } = value;
  const save = async () => {
    await api.PUT('/api/kindergarten-groups/{id}', { params: { path: { id: group.id } }, body: { places: Number(places), version: group.version } });
    clear();
    toast.done(t.placesSaved);
    onDone();
  };
  return (
    <li className="enrolment-class">
      <span>
        {t.group(group.year, group.name, group.age)}
        <span className="muted small enrolment-counts">{t.held(group.held)}</span>
      </span>
      <Field label={t.places} value={places} onChange={(to) => change({ places: to })} maxLength={2} />
      {places !== String(group.places) && whole(places) ? <Button onPress={() => void save()}>{t.save}</Button> : <span />}
    </li>
  );
}

function GardenForm({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft('kindergarten-new', { name: '', code: '' });
  const run = async () => {
    await api.POST('/api/kindergartens', { body: value });
    clear();
    onDone();
  };
  return (
    <ActDialog title={t.addGarden} action={t.save} onClose={onClose} ready={() => value.name.trim() !== ''} run={run}>
      <Field label={t.gardenName} value={value.name} onChange={(name) => change({ name })} maxLength={200} required />
      <Field label={t.code} hint={t.codeHint} value={value.code} onChange={(code) => change({ code })} maxLength={60} />
    </ActDialog>
  );
}

const profiles = (['general', 'special'] as const).map((id) => ({ id, title: t.profiles[id] }));

function GroupForm({ garden, year, onClose, onDone }: { garden: number; year: number; onClose: () => void; onDone: () => void }) {
  const { value, change, clear } = useDraft(`kindergarten-group-new:${garden}`, { name: '', age: '3', places: '20', profile: 'general' as 'general' | 'special' });
  const { name, age, places, profile } = value;
  const run = async () => {
    await api.POST('/api/kindergartens/{id}/groups', { params: { path: { id: garden } }, body: { year, name, age: Number(age), profile, places: Number(places) } });
    clear();
    onDone();
  };
  return (
    <ActDialog title={t.addGroup} action={t.save} onClose={onClose} ready={() => name.trim() !== '' && /^[0-7]$/.test(age) && whole(places)} run={run}>
      <Field label={t.groupName} value={name} onChange={(to) => change({ name: to })} maxLength={100} required />
      <Field label={t.age} value={age} onChange={(to) => change({ age: to })} maxLength={1} required />
      <Select label={t.profile} options={profiles} value={profile} onChange={(to) => change({ profile: to })} required />
      <Field label={t.places} value={places} onChange={(to) => change({ places: to })} maxLength={2} required />
    </ActDialog>
  );
}

/** Which benefits go before others, and the terms. */
export function RulesDialog({ overview, onClose, onDone }: FormProps) {
  const draft = useDraft(`kindergarten-rules:${overview.queue.version}`, {
    list: overview.benefits.map((one, key) => ({ ...one, key, rank: String(one.rank) })), answer: String(overview.queue.answer_days), enrol: String(overview.queue.enrol_days),
  });
  const { list, answer, enrol } = draft.value;
  const change = (key: number, part: { title?: string; rank?: string }) => draft.change({ list: list.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const run = async () => {
    const benefits = list.map(({ code, title, rank, own }) => ({ code, title, rank: Number(rank), ...(own ? { own } : {}) }));
    await api.PUT('/api/kindergarten-queue', { body: { benefits, answer_days: Number(answer), enrol_days: Number(enrol), version: overview.queue.version } });
    draft.clear();
    toast.done(t.rulesSaved);
    onDone();
  };
  return (
    <ActDialog title={t.rules} action={t.save} onClose={onClose} ready={() => list.every(({ title, rank }) => title.trim() !== '' && whole(rank)) && whole(answer) && whole(enrol)} run={run}>
      {list.map((one) => (
        <div key={one.key} className="enrolment-class">
          <Field label={t.benefitOf(one.code)} value={one.title} onChange={(title) => change(one.key, { title })} maxLength={200} required />
          <Field label={t.rank} value={one.rank} onChange={(rank) => change(one.key, { rank })} maxLength={2} required />
        </div>
      ))}
      <Field label={t.answerDays} value={answer} onChange={(to) => draft.change({ answer: to })} maxLength={2} required />
      <Field label={t.enrolDays} value={enrol} onChange={(to) => draft.change({ enrol: to })} maxLength={2} required />
    </ActDialog>
  );
}
