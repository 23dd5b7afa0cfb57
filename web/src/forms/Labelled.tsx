/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { w } from '@/i18n/ru/wizard';
import type { Field } from './form';
import { idOf, useHand } from './hand';

export type Marks = { id: string; describedBy: string | undefined; wrong: string | undefined };

/** What tells a field apart: its problem, its hint and the ids that bind them. */
export function useMarks(field: Field, at: string): Marks {
  const { problems } = useHand();
  const id = idOf(at);
  const wrong = problems.find((one) => one.path === at)?.text;
  const ids = [field.schema.description ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  return { id, wrong, describedBy: ids || undefined };
}

/** Brings the focus to a control that stands there after the next drawing: what was pressed goes away with its record. */
export function useFocusNext(): (selector: string) => void {
  const wanted = useRef('');
  useEffect(() => {
    const to = wanted.current && document.querySelector<HTMLElement>(wanted.current);
    if (!to) return;
    wanted.current = '';
    to.focus();
  });
  return (selector) => {
    wanted.current = selector;
  };
}

const optional = (field: Field) => (field.required ? null : <span class="w-optional"> {w.optional}</span>);

function Notes({ field, marks, hint }: { field: Field; marks: Marks; hint?: string | undefined }) {
  const text = field.schema.description ?? hint;
  return (
    <>
      {text && (
        <p class="w-hint" id={`${marks.id}-hint`}>
          {text}
        </p>
      )}
      {marks.wrong && (
        <p class="w-wrong" id={`${marks.id}-wrong`}>
          {marks.wrong}
        </p>
      )}
    </>
  );
}

/** One control with its label. */
export function Labelled({ field, marks, quiet, children }: { field: Field; marks: Marks; quiet: boolean | undefined; children: ComponentChildren }) {
  return (
    <div class={marks.wrong ? 'w-field w-has-wrong' : 'w-field'}>
      <label for={marks.id} class={quiet ? 'visually-hidden' : undefined}>
        {field.title}
        {optional(field)}
      </label>
      <Notes field={field} marks={marks} />
      {children}
    </div>
  );
}

/** Several controls under one legend. */
export function Legend({ field, marks, quiet, hint, children }: { field: Field; marks: Marks; quiet: boolean | undefined; hint?: string; children: ComponentChildren }) {
  const described = [hint || field.schema.description ? `${marks.id}-hint` : '', marks.wrong ? `${marks.id}-wrong` : ''].filter(Boolean).join(' ');
  return (
    <fieldset class={marks.wrong ? 'w-field w-has-wrong' : 'w-field'} aria-describedby={described || undefined}>
      <legend class={quiet ? 'visually-hidden' : undefined}>
        {field.title}
        {optional(field)}
      </legend>
      <Notes field={field} marks={marks} hint={hint} />
      {children}
    </fieldset>
  );
}
