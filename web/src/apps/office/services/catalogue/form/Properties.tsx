import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { components } from '@/api/schema';
import type { FormFile, Schema } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { IconButton } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Banner } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import { optionsOf } from '../fields';
import { Choices } from './Choices';
import { ConditionEditor } from './ConditionEditor';
import { DictionaryPart } from './DictionaryPart';
import { kindOf, others, turned } from './kinds';
import { Limits } from './Limits';
import { askedBefore, isRequired, join, nameOf, parentOf, put, renameField, schemaAt, setRequired, update, updatePage } from './model';
import type { Place } from './place';

export type Mistake = components['schemas']['FormMistake'];

interface Props {
  form: FormFile;
  mistakes: readonly Mistake[];
  disabled: boolean;
  /** `what` names the field of the properties: typing in one of them is one step back. */
  onChange: (form: FormFile, what?: string, place?: Place) => void;
}

interface HeadProps {
  title: string;
  disabled: boolean;
  onStep: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function PropertiesHead({ title, disabled, onStep, onRemove }: HeadProps) {
  return (
    <header className="builder-head">
      <h2 className="grow">{title}</h2>
      {!disabled && (
        <>
          <IconButton small icon={ArrowUp} label={t.up} onPress={() => onStep(-1)} />
          <IconButton small icon={ArrowDown} label={t.down} onPress={() => onStep(1)} />
          <IconButton small icon={Trash2} label={t.remove} onPress={onRemove} />
        </>
      )}
    </header>
  );
}

/** Mistakes whose part has a field of its own stand there, the others above all. */
const told = ['title', 'x-when', 'when', 'code', 'name', 'oneOf', 'x-dictionary', 'x-earliest', 'x-latest', 'x-mask', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'x-error', 'x-prefill'];

function Others({ mistakes }: { mistakes: readonly Mistake[] }) {
  const rest = mistakes.filter((one) => !told.includes(one.part ?? ''));
  return rest.length === 0 ? null : (
    <Banner tone="danger">
      <ul>
        {rest.map((one) => (
          <li key={one.text}>{one.text}</li>
        ))}
      </ul>
    </Banner>
  );
}

export function PageProperties({ form, code, mistakes, disabled, onChange }: Props & { code: string }) {
  const page = form.pages.find((one) => one.code === code);
  const error = (part: string) => mistakes.find((one) => one.part === part)?.text;
  if (!page) return null;
  const change = (part: Parameters<typeof put<typeof page>>[1], what: string) => onChange(updatePage(form, code, (one) => put(one, part)), what);
  return (
    <div className="stack">
      <Others mistakes={mistakes} />
      <Field label={t.fields.pageTitle} value={page.title} onChange={(title) => change({ title }, 'title')} error={error('title')} required disabled={disabled} />
      <TextArea label={t.fields.pageHint} value={page.hint ?? ''} onChange={(hint) => change({ hint: hint || undefined }, 'hint')} rows={2} disabled={disabled} />
      <ConditionEditor form={form} asked={askedBefore(form, { page: code })} value={page.when} onChange={(when) => change({ when }, '')} always={t.always_page} error={error('when')} disabled={disabled} />
      <details className="builder-more">
        <summary>{t.technical}</summary>
        <Named key={code} label={t.fields.code} value={code} onChange={(next) => onChange(updatePage(form, code, (one) => ({ ...one, code: next })), '', { page: next })} error={error('code')} taken={form.pages.map((one) => one.code)} disabled={disabled} />
      </details>
    </div>
  );
}

export function FieldProperties({ form, path, mistakes, disabled, onChange }: Props & { path: string }) {
  const schema = schemaAt(form, path);
  const error = (part: string) => mistakes.find((one) => one.part === part)?.text;
  if (!schema) return null;
  const kind = kindOf(schema);
  const change = (part: Parameters<typeof put<Schema>>[1], what: string) => onChange(update(form, path, (one) => put(one, part)), what);
  const limit = (part: Parameters<typeof put<Schema>>[1]) => change(part, Object.keys(part).join());
  const choices = schema.oneOf ?? schema.items?.oneOf ?? (schema.enum ?? schema.items?.enum)?.map((one) => ({ const: one, title: one }));
  const offer = (list: Schema['oneOf']) => change(schema.type === 'array' ? { items: { type: 'string', oneOf: list ?? [] } } : { oneOf: list, enum: undefined }, 'choices');
  const holder = schema.type === 'array' ? schema.items : schema;
  const text = schema.type === 'string' && !choices;
  return (
    <div className="stack">
      <Others mistakes={mistakes} />
      <Field label={t.fields.title} value={schema.title ?? ''} onChange={(title) => change({ title }, 'title')} error={error('title')} required disabled={disabled} />
      <TextArea label={t.fields.hint} value={schema.description ?? ''} onChange={(hint) => change({ description: hint || undefined }, 'hint')} rows={1} disabled={disabled} />
      <div className="two-fields">
        <Select label={t.fields.kind} options={others(kind).map((id) => ({ id, title: t.kinds[id] }))} value={kind} onChange={(to) => onChange(update(form, path, (one) => turned(one, to)))} disabled={disabled || others(kind).length < 2} />
        {text && <Select label={t.fields.prefill} options={[{ id: '', title: t.prefillNone }, ...optionsOf(t.prefills)]} value={schema['x-prefill'] ?? ''} onChange={(id) => change({ 'x-prefill': id || undefined }, '')} error={error('x-prefill')} disabled={disabled} />}
      </div>
      <Checkbox checked={isRequired(form, path)} onChange={(on) => onChange(setRequired(form, path, on))} disabled={disabled}>
        {t.fields.required}
      </Checkbox>
      {choices && <Choices key={path} choices={choices} onChange={offer} error={error('oneOf')} disabled={disabled} />}
      {holder?.['x-dictionary'] !== undefined && (
        <DictionaryPart form={form} name={holder['x-dictionary']} error={error('x-dictionary')} disabled={disabled}
          onChange={(next, name) => onChange(update(next, path, (one) => (one.type === 'array' ? { ...one, items: { type: 'string', 'x-dictionary': name } } : { ...one, 'x-dictionary': name })), 'dictionary')} />
      )}
      {kind === 'list' && <Field label={t.fields.record} value={schema.items?.title ?? ''} onChange={(title) => change({ items: { ...(schema.items ?? { type: 'object' }), title } }, 'record')} disabled={disabled} />}
      <Limits schema={schema} kind={kind} change={limit} error={error} disabled={disabled} />
      <ConditionEditor form={form} asked={askedBefore(form, { field: path })} value={schema['x-when']} onChange={(when) => change({ 'x-when': when }, '')} always={t.always_field} error={error('x-when')} disabled={disabled} />
      <details className="builder-more">
        <summary>{t.technical}</summary>
        {typeof schema['x-error'] === 'object' ? (
          <p className="muted">{t.errorByCodes}</p>
        ) : (
          <TextArea label={t.fields.own} hint={t.errorHint} value={schema['x-error'] ?? ''} onChange={(own) => change({ 'x-error': own || undefined }, 'error')} error={error('x-error')} rows={1} disabled={disabled} />
        )}
        <Named key={path} label={t.fields.name} hint={t.nameHint} value={nameOf(path)} onChange={(name) => onChange(renameField(form, path, name), '', { field: join(parentOf(path), name) })} error={error('name')} taken={Object.keys((parentOf(path) ? schemaAt(form, parentOf(path)) : form.schema)?.properties ?? {})} disabled={disabled} />
      </details>
    </div>
  );
}

/** A name changes when its field is left: on the way to it there are names that mean nothing, or another field. */
function Named({ label, hint, value, onChange, error, taken, disabled }: { label: string; hint?: string; value: string; onChange: (name: string) => void; error: string | undefined; taken: readonly string[]; disabled: boolean }) {
  const [typed, type] = useState(value);
  return <Field label={label} {...(hint ? { hint } : {})} value={typed} onChange={type} error={error} disabled={disabled} onBlur={() => (typed !== value && typed !== '' && !taken.includes(typed) ? onChange(typed) : type(value))} />;
}
