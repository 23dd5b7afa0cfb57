import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/api/client';
import { fieldTexts } from '@/i18n/errorText';
import { applicationWords as t } from '@/i18n/ru/applications';
import { useDraft } from '@/lib/useDraft';
import { ActDialog } from '@/ui/ActDialog';
import { Checkbox } from '@/ui/Choice';
import { TextArea } from '@/ui/Field';
import { Skeleton } from '@/ui/Notice';
import { Fields } from '../interagency/Fields';
import type { Kind } from '../interagency/queries';
import { kindsQuery, type Card } from './queries';
import type { VerbProps } from './VerbDialog';

/** What is asked of bodies, and what of the applicant. */
export function AskingDialog(props: VerbProps) {
  return props.verb.id === 'ask' ? <AskBodies {...props} /> : <AskApplicant {...props} />;
}

/** What is known of the applicant already stands in the fields of a request by their names. */
function known(card: Card, name: string, kind: string): string {
  const { applicant: who } = card;
  const [surname = '', first = '', patronymic = ''] = who.name.split(' ');
  const plain = name.toLowerCase();
  if (kind === 'snils' || plain.includes('snils')) return who.snils;
  if (kind === 'inn' || plain === 'inn') return who.inn;
  if (plain.includes('surname') || plain.includes('lastname') || plain.includes('familyname')) return surname;
  if (plain.includes('patronymic') || plain.includes('middlename')) return patronymic;
  if (plain === 'name' || plain.includes('firstname')) return first;
  return plain.includes('birth') ? who.born_on : '';
}

function AskBodies({ card, onClose, onDone }: VerbProps) {
  const { data: kinds } = useQuery(kindsQuery);
  const [off, setOff] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const offered = card.requests.flatMap(({ kind, what, from }) => {
    const found = kinds?.items.find(({ code }) => code === kind);
    return found ? [{ kind: found, what, from }] : [];
  });
  const valuesOf = (kind: Kind) => typed[kind.code] ?? Object.fromEntries(kind.fields.map((field) => [field.name, known(card, field.name, field.kind)]));
  const chosen = offered.filter(({ kind }) => !off.includes(kind.code));
  const run = async () => {
    const requests = chosen.map(({ kind }) => ({ kind: kind.code, fields: valuesOf(kind) }));
    await api.POST('/api/applications/{id}/ask', { params: { path: { id: card.id } }, body: { requests } });
    onDone(t.asked);
  };
  return (
    <ActDialog title={t.askTitle} action={t.askAll} onClose={onClose} ready={() => chosen.length > 0} run={run} refused={(error) => setErrors(fieldTexts(error))} wide>
      <p>{t.askLead}</p>
      {kinds === undefined && <Skeleton count={2} />}
      {kinds !== undefined && offered.length === 0 && <p className="muted">{t.noRequests}</p>}
      {offered.map(({ kind, what, from }) => (
        <fieldset key={kind.code} className="application-ask">
          <legend className="visually-hidden">{what}</legend>
          <Checkbox checked={!off.includes(kind.code)} onChange={(on) => setOff(on ? off.filter((one) => one !== kind.code) : [...off, kind.code])}>
            {`${what} (${from})`}
          </Checkbox>
          {!off.includes(kind.code) && (
            <div className="two-fields">
              <Fields fields={kind.fields} values={valuesOf(kind)} onChange={(values) => setTyped({ ...typed, [kind.code]: values })} errors={errors} prefix="fields" />
            </div>
          )}
        </fieldset>
      ))}
    </ActDialog>
  );
}

function AskApplicant({ card, onClose, onDone }: VerbProps) {
  const { value, change, clear } = useDraft<{ text: string; documents: readonly string[] }>(`application-ask:${card.id}`, { text: '', documents: [] });
  const demandable = card.checklist.filter(({ source }) => source !== 'interagency');
  const run = async () => {
    await api.POST('/api/applications/{id}/ask-applicant', { params: { path: { id: card.id } }, body: { text: value.text, documents: [...value.documents] } });
    clear();
    onDone(t.askedApplicant);
  };
  return (
    <ActDialog title={t.askApplicantTitle} action={t.send} onClose={onClose} ready={() => value.text.trim() !== ''} run={run}>
      <p>{t.askApplicantLead}</p>
      <TextArea label={t.text} value={value.text} onChange={(text) => change({ text })} maxLength={4000} rows={4} required />
      {demandable.map(({ code, name }) => (
        <Checkbox key={code} checked={value.documents.includes(code)} onChange={(on) => change({ documents: on ? [...value.documents, code] : value.documents.filter((one) => one !== code) })}>
          {name}
        </Checkbox>
      ))}
    </ActDialog>
  );
}
