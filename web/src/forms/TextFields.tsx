/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import { at as answerAt } from './form';
import { useHand, type FieldProps } from './hand';
import { canonical, keyboard, numeric, shown, width } from './input';
import { Labelled, Legend, useMarks } from './Labelled';

/** A line or several; what was typed is put into its bare spelling when the field is left, never under the fingers. */
export function TextField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const { schema } = field;
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const kept = answer === undefined || answer === null || typeof answer === 'object' ? '' : String(answer);
  const [typed, type] = useState<string>();
  const take = (text: string, left: boolean) => {
    type(left ? undefined : text);
    if (schema.type === 'string') hand.set(at, (left ? canonical(schema, text) : text) || undefined);
    else hand.set(at, text.trim() === '' ? undefined : numeric(text));
  };
  const value = typed ?? (schema.type === 'string' ? shown(schema, kept) : kept.replace('.', ','));
  const common = {
    id: marks.id,
    value,
    'aria-describedby': marks.describedBy,
    'aria-invalid': marks.wrong ? true : undefined,
    onInput: (event: { currentTarget: { value: string } }) => take(event.currentTarget.value, false),
    onBlur: (event: { currentTarget: { value: string } }) => take(event.currentTarget.value, true),
  };
  return (
    <Labelled field={field} marks={marks} quiet={quietLabel}>
      {schema['x-widget'] === 'textarea' ? (
        <textarea {...common} rows={5} />
      ) : (
        <span class="w-with-unit">
          <input
            {...common}
            class={`w-${width(schema)}`}
            type={(schema.format === 'email' ? 'email' : schema.format === 'phone' ? 'tel' : 'text') as 'text'}
            inputMode={keyboard(schema)}
            autocomplete={(schema['x-autocomplete'] ?? 'off') as 'off'}
            spellcheck={schema.format ? false : undefined}
          />
          {schema['x-unit'] && <span>{schema['x-unit']}</span>}
        </span>
      )}
    </Labelled>
  );
}

const parts = [
  ['day', w.day, 2],
  ['month', w.month, 1],
  ['year', w.year, 0],
] as const;

const autofill = ['bday-day', 'bday-month', 'bday-year'];

/** A date in three fields: nothing to open, nothing to scroll, any order of typing. */
export function DateField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const kept = typeof answer === 'string' ? answer.split('-') : [];
  const [typed, type] = useState<string[]>();
  const values = typed ?? kept.map((part, i) => (i === 0 ? part : part.replace(/^0+(?=.)/, '')));
  const take = (index: number, text: string) => {
    const next = [0, 1, 2].map((i) => (i === index ? text.replaceAll(/\D/g, '') : (values[i] ?? '')));
    type(next);
    const [year = '', month = '', day = ''] = next;
    hand.set(at, year + month + day === '' ? undefined : [year, month && month.padStart(2, '0'), day && day.padStart(2, '0')].join('-'));
  };
  return (
    <Legend field={field} marks={marks} quiet={quietLabel} hint={w.dateHint}>
      <div class="w-date">
        {parts.map(([name, title, index], no) => (
          <label key={name}>
            {title}
            <input
              id={no === 0 ? marks.id : `${marks.id}-${name}`}
              class={index === 0 ? 'w-year' : 'w-day'}
              inputMode="numeric"
              maxLength={index === 0 ? 4 : 2}
              autocomplete={(field.schema['x-autocomplete'] === 'bday' ? autofill[no] : 'off') as 'off'}
              value={values[index] ?? ''}
              aria-invalid={marks.wrong ? true : undefined}
              onInput={(event) => take(index, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
    </Legend>
  );
}
