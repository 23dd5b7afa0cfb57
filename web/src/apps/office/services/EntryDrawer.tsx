import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, idempotencyKey, take } from '@/api/client';
import { askedOnly } from '@/forms/check';
import type { FormFile, Problem } from '@/forms/form';
import { fieldTexts } from '@/i18n/errorText';
import { applicationWords as t } from '@/i18n/ru/applications';
import { today } from '@/lib/dates';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Field } from '@/ui/Field';
import { Banner, Skeleton } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { EntryFields, type TypedAnswers } from './EntryFields';
import { entryFormQuery, servicesQuery } from './queries';

type Kind = 'person' | 'entrepreneur' | 'organisation';

interface Who {
  kind: Kind;
  snils: string;
  ogrn: string;
  surname: string;
  name: string;
  patronymic: string;
  title: string;
  phone: string;
  email: string;
  address: string;
}

interface Typed extends TypedAnswers {
  service: number | null;
  channel: 'visit' | 'post';
  who: Who;
}

const nobody: Who = { kind: 'person', snils: '', ogrn: '', surname: '', name: '', patronymic: '', title: '', phone: '', email: '', address: '' };
const channels = [{ id: 'visit', title: t.channels.visit ?? '' }, { id: 'post', title: t.channels.post ?? '' }] as const;

/** An application that came on paper or in person: it enters the one order through the same door. */
export function EntryDrawer({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { data: services } = useQuery(servicesQuery);
  const [key] = useState(idempotencyKey);
  const draft = useDraft<Typed>('application-entry', { service: null, channel: 'visit', who: nobody, answers: {} });
  const { service, channel, who, answers } = draft.value;
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const { data: entry } = useQuery({ ...entryFormQuery(service ?? 0), enabled: service !== null });
  const form = entry && (JSON.parse(entry.form) as FormFile);
  const run = async () => {
    if (form === undefined || service === null) return;
    const { kind, ...rest } = who;
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ''));
    const done = await take(
      api.POST('/api/applications', { body: { service_id: service, key, channel, applicant: { kind, ...filled }, answers: askedOnly(form, answers, today()) } }),
    );
    if (done.problems.length > 0) {
      setProblems(done.problems.map(({ path, text }) => ({ path, text, code: '' })));
      return;
    }
    draft.clear();
    toast.done(t.entered(done.number));
    onDone();
    onClose();
  };
  return (
    <ActDialog title={t.entryTitle} action={t.accept} onClose={onClose} ready={() => form !== undefined} run={run} refused={(error) => setTexts(fieldTexts(error))} wide>
      <p>{t.entryLead}</p>
      <Select label={t.service} options={(services?.items ?? []).map(({ id, name }) => ({ id, title: name }))} value={service} onChange={(next) => draft.change({ service: next, answers: {} })} required />
      <ChoiceChips label={t.entryChannel} options={channels} value={channel} onChange={(next) => draft.change({ channel: next })} />
      {service !== null && entry === undefined && <Skeleton count={3} />}
      {form && entry && (
        <>
          <Applicant who={who} kinds={entry.applicants} texts={texts} change={(part) => draft.change({ who: { ...who, ...part } })} />
          {problems.length > 0 && (
            <Banner tone="danger">
              <strong>{t.problems}</strong>
              <ul>
                {problems.map(({ path, text }) => (
                  <li key={path}>{text}</li>
                ))}
              </ul>
            </Banner>
          )}
          <EntryFields form={form} draft={draft} problems={problems} />
        </>
      )}
    </ActDialog>
  );
}

interface ApplicantProps {
  who: Who;
  kinds: readonly string[];
  texts: Readonly<Record<string, string>>;
  change: (part: Partial<Who>) => void;
}

function Applicant({ who, kinds, texts, change }: ApplicantProps) {
  const options = (kinds.length > 0 ? kinds : ['person']).map((id) => ({ id: id as Kind, title: t.kinds[id] ?? id }));
  const person = who.kind !== 'organisation';
  const field = (name: keyof Who, label: string, required = false) => (
    <Field label={label} value={who[name]} onChange={(value) => change({ [name]: value })} error={texts[name]} required={required} />
  );
  return (
    <fieldset className="application-ask">
      <legend>{t.applicant}</legend>
      {options.length > 1 && <ChoiceChips label={t.kind} options={options} value={who.kind} onChange={(kind) => change({ kind })} />}
      <div className="two-fields">
        {person ? (
          <>
            {field('surname', t.surname, true)}
            {field('name', t.name, true)}
            {field('patronymic', t.patronymic)}
            {field('snils', t.facts.snils)}
          </>
        ) : (
          field('title', t.orgTitle, true)
        )}
        {who.kind !== 'person' && field('ogrn', t.facts.ogrn, true)}
        {field('phone', t.facts.phone)}
        {field('email', t.facts.email)}
        {field('address', t.facts.address)}
      </div>
    </fieldset>
  );
}
