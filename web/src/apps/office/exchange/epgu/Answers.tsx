import { Trash2 } from 'lucide-react';
import { portalForms as t } from '@/i18n/ru/portalForms';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import type { Answer, FormField } from './queries';

const kinds = (Object.keys(t.kinds) as (keyof typeof t.kinds)[]).map((id) => ({ id, title: t.kinds[id] }));

/** Fields of our form as choices; one that a form has no more is shown by its path. */
export function choicesOf(fields: readonly FormField[] | undefined, chosen: string, files: boolean) {
  const list = (fields ?? []).filter((one) => one.file === files).map(({ path, title }) => ({ id: path, title, hint: path }));
  return chosen === '' || list.some((one) => one.id === chosen) ? list : [...list, { id: chosen, title: chosen, hint: chosen }];
}

interface AnswersProps {
  answers: readonly Answer[];
  fields: readonly FormField[] | undefined;
  onChange: (answers: Answer[]) => void;
  wrong: boolean;
}

/** Where each answer of our form stands at the portal. */
export function Answers({ answers, fields, onChange, wrong }: AnswersProps) {
  const change = (at: number, part: Partial<Answer>) => onChange(answers.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <section className="stack" aria-labelledby="portal-answers">
      <h3 id="portal-answers">{t.answers}</h3>
      <p className="muted small">{fields === undefined ? t.chooseService : t.answersLead}</p>
      {wrong && <Banner tone="danger">{t.answersWrong}</Banner>}
      {answers.map((answer, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- an answer has no other name while it is written
        <fieldset key={at} className="portal-line">
          <legend className="visually-hidden">{t.answer.group(at + 1)}</legend>
          <Select label={t.answer.to} options={choicesOf(fields, answer.to, false)} value={answer.to === '' ? null : answer.to} onChange={(to) => change(at, { to })} />
          <Field label={t.answer.from} value={answer.from ?? ''} onChange={(from) => change(at, { from })} maxLength={300} />
          <Field label={t.answer.value} value={answer.value ?? ''} onChange={(value) => change(at, { value })} maxLength={2000} />
          <Select label={t.answer.kind} options={kinds} value={answer.kind === undefined || answer.kind === '' ? 'text' : answer.kind} onChange={(kind) => change(at, { kind })} />
          <IconButton icon={Trash2} small label={t.answer.remove(at + 1)} onPress={() => onChange(answers.toSpliced(at, 1))} />
        </fieldset>
      ))}
      <div>
        <Button small disabled={fields === undefined} onPress={() => onChange([...answers, { to: '', from: '', value: '', kind: 'text' }])}>
          {t.answer.add}
        </Button>
      </div>
    </section>
  );
}
