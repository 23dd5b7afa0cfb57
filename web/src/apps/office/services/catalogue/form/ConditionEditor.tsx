import { Plus, X } from 'lucide-react';
import type { Condition, FormFile, Schema } from '@/forms/form';
import { options } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { Button, IconButton } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { optionsOf, Ticks } from '../fields';
import { begun, firstValue, sentenceOf, verbsOf, written, type Clause, type Sentence } from './condition';
import type { Asked } from './model';
import { MomentField } from './MomentField';

interface Props {
  form: FormFile;
  asked: readonly Asked[];
  value: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
  always: string;
  error: string | undefined;
  disabled: boolean;
}

/** «Показывать, если [вопрос] [равно] [ответ]». */
export function ConditionEditor({ form, asked, value, onChange, always, error, disabled }: Props) {
  const sentence = sentenceOf(value);
  const put = (next: Sentence) => onChange(written(next));
  const change = (at: number, clause: Clause) => sentence && put({ ...sentence, clauses: sentence.clauses.map((one, n) => (n === at ? clause : one)) });
  const first = asked.at(-1);
  const add = () => first && put({ join: sentence?.join ?? 'all', clauses: [...(sentence?.clauses ?? []), begun(form, first)] });
  return (
    <fieldset className="builder-part" disabled={disabled}>
      <legend>{t.when}</legend>
      {error && <Banner tone="danger">{error}</Banner>}
      {!sentence && (
        <>
          <p>{t.complex}</p>
          <Button small onPress={() => onChange(undefined)} disabled={disabled}>
            {t.dropCondition}
          </Button>
        </>
      )}
      {sentence?.clauses.length === 0 && <p className="muted">{always}</p>}
      {sentence && sentence.clauses.length > 1 && <Select label={t.joined} options={optionsOf(t.joins)} value={sentence.join} onChange={(join) => put({ ...sentence, join })} disabled={disabled} />}
      {sentence?.clauses.map((clause, n) => (
        <ClauseRow key={n} no={n + 1} form={form} asked={asked} clause={clause} onChange={(next) => change(n, next)} onRemove={() => put({ ...sentence, clauses: sentence.clauses.filter((_, at) => at !== n) })} disabled={disabled} />
      ))}
      {sentence && !disabled && (first ? <Button small icon={Plus} onPress={add}>{sentence.clauses.length ? t.moreClause : t.addClause}</Button> : <p className="muted small">{t.nothingBefore}</p>)}
    </fieldset>
  );
}

interface RowProps {
  no: number;
  form: FormFile;
  asked: readonly Asked[];
  clause: Clause;
  onChange: (clause: Clause) => void;
  onRemove: () => void;
  disabled: boolean;
}

function ClauseRow({ no, form, asked, clause, onChange, onRemove, disabled }: RowProps) {
  const about = asked.find((one) => one.path === clause.field);
  const verbs = about ? verbsOf(form, about.schema) : [clause.verb];
  const offered = (verbs.includes(clause.verb) ? verbs : [clause.verb, ...verbs]).map((id) => ({ id, title: t.verbs[id] }));
  return (
    <div className="clause" role="group" aria-label={t.clause(no)}>
      <div className="clause-field">
        <Select
          label={t.clauseField}
          options={asked.map((one) => ({ id: one.path, title: one.title }))}
          value={about?.path ?? null}
          onChange={(path) => {
            const next = asked.find((one) => one.path === path);
            if (next) onChange(begun(form, next));
          }}
          disabled={disabled}
        />
      </div>
      <Select label={t.clauseVerb} options={offered} value={clause.verb} onChange={(verb) => onChange({ ...clause, verb, value: valueFor(form, about?.schema, clause, verb) })} disabled={disabled} />
      {about && <ClauseValue form={form} schema={about.schema} clause={clause} onChange={onChange} disabled={disabled} />}
      {!disabled && <IconButton small icon={X} label={t.clauseRemove(no)} onPress={onRemove} />}
    </div>
  );
}

/** The answer stays where the other verb takes it too. */
function valueFor(form: FormFile, schema: Schema | undefined, clause: Clause, verb: Clause['verb']): Clause['value'] {
  if (!schema) return undefined;
  const pairs = [['is', 'not'], ['has', 'hasNot'], ['before', 'after'], ['least', 'most']];
  if (pairs.some((pair) => pair.includes(verb) && pair.includes(clause.verb))) return clause.value;
  if (verb === 'in' && (clause.verb === 'is' || clause.verb === 'not') && typeof clause.value === 'string') return [clause.value];
  return firstValue(form, schema, verb);
}

function ClauseValue({ form, schema, clause, onChange, disabled }: { form: FormFile; schema: Schema; clause: Clause; onChange: (clause: Clause) => void; disabled: boolean }) {
  const { verb, value } = clause;
  const label = t.clauseValue;
  const put = (next: Clause['value']) => onChange({ ...clause, value: next });
  const choices = options(form, schema.type === 'array' ? (schema.items ?? schema) : schema)?.map((one) => ({ id: one.const, title: one.title }));
  if (verb === 'filled' || verb === 'empty') return null;
  if (verb === 'before' || verb === 'after') return <MomentField label={label} value={String(value ?? 'today')} onChange={(next) => put(next ?? 'today')} firm disabled={disabled} />;
  if (schema.type === 'boolean') {
    return <Select label={label} options={[{ id: 'true', title: t.yes }, { id: 'false', title: t.no }]} value={String(value)} onChange={(next) => put(next === 'true')} disabled={disabled} />;
  }
  if (choices && verb === 'in') return <Ticks label={label} options={choices} value={Array.isArray(value) ? value.map(String) : []} onChange={(next) => put(next)} disabled={disabled} />;
  if (choices) return <Select label={label} options={choices} value={choices.some((one) => one.id === value) ? String(value) : null} onChange={put} disabled={disabled} />;
  const numeric = schema.type === 'number' || schema.type === 'integer';
  return <Field label={label} value={String(value ?? '')} onChange={(text) => put(numeric ? Number(text.replace(',', '.')) || 0 : text || undefined)} inputMode={numeric ? 'decimal' : 'text'} disabled={disabled} />;
}
