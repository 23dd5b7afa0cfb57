import { asked } from '@/forms/condition';
import { at, fieldsOf, inner, isGroup, itemOf, options, put, type Answer, type Answers, type Field as Asked, type FormFile, type Problem } from '@/forms/form';
import { canonical, shown } from '@/forms/input';
import { applicationWords as t } from '@/i18n/ru/applications';
import { today } from '@/lib/dates';
import type { Draft } from '@/lib/useDraft';
import { Button } from '@/ui/Button';
import { Checkbox } from '@/ui/Choice';
import { Field, TextArea } from '@/ui/Field';
import { Select } from '@/ui/Select';

export interface TypedAnswers {
  answers: Answers;
}

interface FieldsProps {
  form: FormFile;
  draft: Pick<Draft<TypedAnswers>, 'value' | 'change'>;
  problems: readonly Problem[];
}

/** A form of the portal as a clerk types it: all its pages at once, the questions that are asked of this applicant alone. */
export function EntryFields({ form, draft, problems }: FieldsProps) {
  const { answers } = draft.value;
  return (
    <>
      {form.pages.map((page) => {
        const fields = fieldsOf(form, page).filter(({ when }) => asked(when, answers, today()));
        if (fields.length === 0) return null;
        return (
          <fieldset key={page.code} className="application-ask">
            <legend>{page.title}</legend>
            {fields.map((field) => (
              <OneField key={field.path} form={form} field={field} path={field.path} scope={answers} draft={draft} problems={problems} />
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

interface OneProps extends FieldsProps {
  field: Asked;
  /** From the root of the answers. */
  path: string;
  scope: Answers;
}

function OneField(props: OneProps) {
  const { form, field, path, scope, draft, problems } = props;
  const { answers } = draft.value;
  const { schema, title, required } = field;
  const answer = at(answers, path);
  const set = (next: Answer | undefined) => draft.change({ answers: put(answers, path, next) });
  const error = problems.find((one) => one.path === path)?.text;
  const choices = options(form, schema);
  if (schema['x-widget'] === 'file') return null; // scans are put on the application itself
  if (schema.type === 'object') {
    return (
      <fieldset className="application-ask">
        <legend>{title}</legend>
        <div className="two-fields">
          {inner(field)
            .filter(({ when }) => asked(when, scope, today()))
            .map((one) => (
              <OneField key={one.path} {...props} field={one} path={`${path}.${one.name}`} />
            ))}
        </div>
      </fieldset>
    );
  }
  if (schema.type === 'array') return <List {...props} />;
  if (schema.type === 'boolean') {
    return (
      <Checkbox checked={answer === true} onChange={(on) => set(on ? true : undefined)} invalid={error !== undefined}>
        {title}
      </Checkbox>
    );
  }
  const text = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
  if (choices) return <Select label={title} options={choices.map((one) => ({ id: one.const, title: one.title }))} value={text || null} onChange={set} error={error} required={required} />;
  const type = (typed: string) => {
    if (typed.trim() === '') set(undefined);
    else if (schema.type === 'string') set(typed);
    else set(Number.isNaN(Number(typed.replace(',', '.'))) ? typed : Number(typed.replace(',', '.')));
  };
  const settle = () => schema.type === 'string' && text !== '' && set(canonical(schema, text));
  if (schema['x-widget'] === 'textarea') return <TextArea label={title} value={text} onChange={type} error={error} required={required} />;
  return <Field label={title} value={shown(schema, text)} onChange={type} onBlur={() => void settle()} type={schema.format === 'date' ? 'date' : 'text'} error={error} required={required} />;
}

function List(props: OneProps) {
  const { form, field, path, draft } = props;
  const { answers } = draft.value;
  const list = at(answers, path);
  const items = Array.isArray(list) ? list : [];
  const item = itemOf(field);
  const choices = options(form, item.schema);
  const keep = (next: readonly Answer[]) => draft.change({ answers: put(answers, path, next.length === 0 ? undefined : [...next]) });
  if (item.schema.type === 'object' && item.schema.properties?.code) return null; // files
  if (choices) {
    return (
      <div className="stack" role="group" aria-label={field.title}>
        <p className="small">{field.title}</p>
        {choices.map((one) => (
          <Checkbox key={one.const} checked={items.includes(one.const)} onChange={(on) => keep(on ? [...items, one.const] : items.filter((other) => other !== one.const))}>
            {one.title}
          </Checkbox>
        ))}
      </div>
    );
  }
  return (
    <fieldset className="application-ask">
      <legend>{field.title}</legend>
      {items.map((one, index) => (
        <OneField key={index} {...props} field={{ ...item, title: `${item.title} ${index + 1}` }} path={`${path}.${index}`} scope={isGroup(one) ? one : {}} />
      ))}
      <div className="row">
        <Button onPress={() => keep([...items, item.schema.type === 'object' ? {} : ''])}>{t.add}</Button>
        {items.length > 0 && <Button onPress={() => keep(items.slice(0, -1))}>{t.removeLast}</Button>}
      </div>
    </fieldset>
  );
}
