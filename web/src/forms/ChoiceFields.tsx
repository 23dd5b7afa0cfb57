/** @jsxImportSource preact */
import { w } from '@/i18n/ru/wizard';
import { at as answerAt, options, type Answer } from './form';
import { useHand, type FieldProps } from './hand';
import { Labelled, Legend, useMarks } from './Labelled';

type Choice = { value: Answer; title: string; note?: string | undefined };

function Radios({ props: { field, at, quietLabel }, choices }: { props: FieldProps; choices: Choice[] }) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  return (
    <Legend field={field} marks={marks} quiet={quietLabel}>
      {choices.map((choice, i) => (
        <label key={String(choice.value)} class="w-choice">
          <input type="radio" id={i === 0 ? marks.id : `${marks.id}-${i}`} name={marks.id} checked={answer === choice.value} onChange={() => hand.set(at, choice.value)} />
          <span>
            {choice.title}
            {choice.note && <small>{choice.note}</small>}
          </span>
        </label>
      ))}
    </Legend>
  );
}

/** One of a few: all are seen at once. */
export function RadioField(props: FieldProps) {
  const { form } = useHand();
  const choices = (options(form, props.field.schema) ?? []).map((one) => ({ value: one.const, title: one.title, note: one.description }));
  return <Radios props={props} choices={choices} />;
}

export function YesNoField(props: FieldProps) {
  return (
    <Radios
      props={props}
      choices={[
        { value: true, title: w.yes },
        { value: false, title: w.no },
      ]}
    />
  );
}

/** One of some tens: the list of the telephone itself. */
export function SelectField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  return (
    <Labelled field={field} marks={marks} quiet={quietLabel}>
      <select
        id={marks.id}
        value={typeof answer === 'string' ? answer : ''}
        aria-describedby={marks.describedBy}
        aria-invalid={marks.wrong ? true : undefined}
        onChange={(event) => hand.set(at, event.currentTarget.value || undefined)}
      >
        <option value="">{w.choose}</option>
        {options(hand.form, field.schema)?.map((one) => (
          <option key={one.const} value={one.const}>
            {one.title}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Several of a few. */
export function MarksField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const marked = Array.isArray(answer) ? answer : [];
  const choices = (field.schema.items && options(hand.form, field.schema.items)) ?? [];
  const wrong = hand.problems.find((one) => one.path.startsWith(`${at}.`))?.text;
  const toggle = (value: string, on: boolean) => {
    const next = choices.map((one) => one.const).filter((code) => (code === value ? on : marked.includes(code)));
    hand.set(at, next.length ? next : undefined);
  };
  return (
    <Legend field={field} marks={{ ...marks, wrong: marks.wrong ?? wrong }} quiet={quietLabel}>
      {choices.map((one, i) => (
        <label key={one.const} class="w-choice">
          <input type="checkbox" id={i === 0 ? marks.id : `${marks.id}-${i}`} checked={marked.includes(one.const)} onChange={(event) => toggle(one.const, event.currentTarget.checked)} />
          <span>
            {one.title}
            {one.description && <small>{one.description}</small>}
          </span>
        </label>
      ))}
    </Legend>
  );
}

/** A box: a wish, a consent, or the signature under the application. */
export function TickField({ field, at }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const sign = field.schema['x-widget'] === 'sign';
  return (
    <div class={marks.wrong ? 'w-field w-has-wrong' : 'w-field'}>
      {marks.wrong && (
        <p class="w-wrong" id={`${marks.id}-wrong`}>
          {marks.wrong}
        </p>
      )}
      <label class={sign ? 'w-choice w-sign' : 'w-choice'}>
        <input
          type="checkbox"
          id={marks.id}
          checked={answerAt(hand.answers, at) === true}
          aria-describedby={marks.wrong ? `${marks.id}-wrong` : undefined}
          aria-invalid={marks.wrong ? true : undefined}
          onChange={(event) => hand.set(at, event.currentTarget.checked ? true : field.required || field.schema.const ? undefined : false)}
        />
        <span>
          {field.title}
          {field.schema.description && <small>{field.schema.description}</small>}
          {sign && hand.signer && <small>{w.sign(hand.signer)}</small>}
        </span>
      </label>
    </div>
  );
}
