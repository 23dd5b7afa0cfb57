/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import { fold } from '@/lib/fold';
import { at as answerAt, options, type Option } from './form';
import { useHand, type FieldProps } from './hand';
import { Labelled, Legend, useFocusNext, useMarks, type Marks } from './Labelled';

const mostShown = 8;

/** A long list is found by any part of the title. */
function Finder({ marks, label, chosen, choices, choose }: { marks: Marks; label?: string; chosen: string; choices: Option[]; choose: (code: string | undefined) => void }) {
  const [typed, type] = useState<string>();
  const [row, move] = useState(0);
  const words = fold(typed ?? '').split(/\s+/).filter(Boolean);
  const found = choices.filter((one) => words.every((word) => fold(`${one.title} ${one.description ?? ''}`).includes(word)));
  const shown = typed === undefined ? [] : found.slice(0, mostShown);
  const take = (one: Option | undefined) => {
    if (!one) return;
    choose(one.const);
    type(undefined);
    move(0);
  };
  const key = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => (typed === undefined ? type('') : move(Math.min(row + 1, shown.length - 1))),
      ArrowUp: () => move(Math.max(row - 1, 0)),
      Enter: () => take(shown[row]),
      Escape: () => type(undefined),
    };
    const step = steps[event.key];
    if (!step || (event.key === 'Enter' && shown.length === 0)) return;
    event.preventDefault();
    step();
  };
  const list = `${marks.id}-list`;
  return (
    <div class="w-finder">
      <input
        id={marks.id}
        role="combobox"
        aria-label={label}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown.length ? `${list}-${row}` : undefined}
        aria-describedby={marks.describedBy}
        aria-invalid={marks.wrong ? true : undefined}
        autocomplete="off"
        placeholder={w.find}
        value={typed ?? chosen}
        onInput={(event) => {
          type(event.currentTarget.value);
          move(0);
          if (chosen) choose(undefined);
        }}
        onKeyDown={key}
        onBlur={() => type(undefined)}
      />
      <ul id={list} role="listbox" aria-label={w.choose} hidden={shown.length === 0}>
        {shown.map((one, i) => (
          // The keys are those of the field above; a finger or a mouse takes a row before the field loses its focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the combobox
          <li key={one.const} id={`${list}-${i}`} role="option" tabIndex={-1} aria-selected={i === row} onMouseDown={(event) => event.preventDefault()} onClick={() => take(one)}>
            {one.title}
            {one.description && <small>{one.description}</small>}
          </li>
        ))}
      </ul>
      <p class="w-hint" role="status">
        {typed ? w.found(found.length) : ''}
      </p>
    </div>
  );
}

/** One of a long list. */
export function DictionaryField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const choices = options(hand.form, field.schema) ?? [];
  const chosen = choices.find((one) => one.const === answerAt(hand.answers, at))?.title ?? '';
  return (
    <Labelled field={field} marks={marks} quiet={quietLabel}>
      <Finder marks={marks} chosen={chosen} choices={choices} choose={(code) => hand.set(at, code)} />
    </Labelled>
  );
}

/** Several of a long list, in an order that may matter: the first is the most wanted. */
export function DictionaryListField({ field, at, quietLabel }: FieldProps) {
  const hand = useHand();
  const marks = useMarks(field, at);
  const answer = answerAt(hand.answers, at);
  const chosen = Array.isArray(answer) ? answer.map(String) : [];
  const choices = (field.schema.items && options(hand.form, field.schema.items)) ?? [];
  const focusNext = useFocusNext();
  const set = (codes: string[], focus: string) => {
    focusNext(focus);
    hand.set(at, codes.length ? codes : undefined);
  };
  const finder = `[id="${marks.id}"]`;
  const rowOf = (code: string) => `[id="${marks.id}-${code}"]`;
  const wrong = marks.wrong ?? hand.problems.find((one) => one.path.startsWith(`${at}.`))?.text;
  return (
    <Legend field={field} marks={{ ...marks, wrong }} quiet={quietLabel}>
      {chosen.length > 0 && (
        <ol class="w-chosen">
          {chosen.map((code, i) => {
            const title = choices.find((one) => one.const === code)?.title ?? code;
            return (
              <li key={code}>
                <span>{title}</span>
                {i > 0 && (
                  <button type="button" class="w-link" onClick={() => set(chosen.with(i, chosen[i - 1] ?? code).with(i - 1, code), rowOf(code))}>
                    {w.up}
                    <span class="visually-hidden">{w.removeOf(title)}</span>
                  </button>
                )}
                <button type="button" class="w-link" id={`${marks.id}-${code}`} onClick={() => set(chosen.filter((one) => one !== code), finder)}>
                  {w.remove}
                  <span class="visually-hidden">{w.removeOf(title)}</span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {chosen.length < (field.schema.maxItems ?? 1) && (
        <Finder
          marks={{ ...marks, wrong }}
          label={field.title}
          chosen=""
          choices={choices.filter((one) => !chosen.includes(one.const))}
          choose={(code) => code && set([...chosen, code], `${finder}, ${rowOf(code)}`)}
        />
      )}
    </Legend>
  );
}
