import { Plus, Trash2 } from 'lucide-react';
import { catalogue as t } from '@/i18n/ru/catalogue';
import { Button, IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { SectionProps } from './fields';
import { Lines } from './Lines';
import type { Passport } from './queries';

type Question = NonNullable<Passport['questions']>[number];
type Rule = NonNullable<Passport['rules']>[number];

const written = (question: Question) => question.options.map(({ value, words }) => `${value} – ${words}`).join('\n');
const read = (text: string) =>
  text.split('\n').map((line) => {
    const [value = '', ...words] = line.split(' – ');
    return { value: value.trim(), words: words.join(' – ') };
  });

/** The decision table: what is asked, and which answers lead to which variant. */
export function Table({ passport: p, change, disabled }: SectionProps) {
  const questions = p.questions ?? [];
  const rules = p.rules ?? [];
  const variants = p.variants.map(({ code, name }) => ({ id: code, title: name }));
  const put = (at: number, rule: Rule) => change({ rules: rules.map((one, index) => (index === at ? rule : one)) });
  const tick = (at: number, rule: Rule, path: string, value: string, on: boolean) => {
    const before = rule.when.find((one) => one.path === path)?.in ?? [];
    const chosen = on ? [...before, value] : before.filter((one) => one !== value);
    const rest = rule.when.filter((one) => one.path !== path);
    put(at, { ...rule, when: chosen.length === 0 ? rest : [...rest, { path, in: chosen }] });
  };
  return (
    <>
      <Lines title={t.lists.questions} items={questions} onChange={(next) => change({ questions: next })} blank={{ path: '', title: '', options: [] }} name={(one) => one.title} disabled={disabled}>
        {(one, set) => (
          <>
            <Field label={t.fields.title} value={one.title} onChange={(title) => set({ title })} />
            <Field label={t.fields.path} value={one.path} onChange={(path) => set({ path })} />
            <TextArea label={t.fields.options} hint={t.optionsHint} value={written(one)} onChange={(text) => set({ options: read(text) })} rows={3} />
            <Field label={t.fields.hint} value={one.hint ?? ''} onChange={(hint) => set({ hint })} />
          </>
        )}
      </Lines>
      {questions.length > 0 && (
        <section className="lines">
          <header className="lines-head">
            <h2>{t.rows}</h2>
            {!disabled && (
              <Button small icon={Plus} onPress={() => change({ rules: [...rules, { when: [], variant: p.variants[0]?.code ?? '' }] })}>
                {t.addRow}
              </Button>
            )}
          </header>
          <p className="muted small">{t.rowsHint}</p>
          {rules.map((rule, index) => (
            <fieldset key={index} className="rule" disabled={disabled}>
              <legend>{t.row(index + 1)}</legend>
              {questions.map((question) => (
                <div key={question.path} className="rule-cell" role="group" aria-label={question.title}>
                  <span className="muted small">{question.title}</span>
                  {question.options.map(({ value, words }) => (
                    <Checkbox key={value} checked={rule.when.some((one) => one.path === question.path && one.in.includes(value))} onChange={(on) => tick(index, rule, question.path, value, on)} disabled={disabled}>
                      {words}
                    </Checkbox>
                  ))}
                </div>
              ))}
              <div className="rule-end">
                <Select label={t.variant} options={variants} value={rule.variant} onChange={(variant) => put(index, { ...rule, variant })} disabled={disabled} />
                {!disabled && <IconButton small icon={Trash2} label={t.removeLine} onPress={() => change({ rules: rules.filter((_, at) => at !== index) })} />}
              </div>
            </fieldset>
          ))}
        </section>
      )}
    </>
  );
}
