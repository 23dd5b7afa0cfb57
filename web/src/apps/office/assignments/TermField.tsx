import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { resolutionForm as t } from '@/i18n/ru/assignments';
import { addDays, dayWords, today, dayTitle } from '@/lib/dates';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { byHand, noDate } from './item';
import { termsQuery, type Term } from './queries';
import { Why } from './Why';

/** The calendar is large and most terms are presets. */
const DateField = lazy(async () => ({ default: (await import('@/ui/DateField')).DateField }));

interface TermFieldProps {
  term: string;
  due: string;
  onChange: (change: { term?: string; due?: string }) => void;
  /** The day may not be later: the term of the parent. */
  max?: string | undefined;
  error?: string | undefined;
}

const titleOf = (term: Term) => (term.code === noDate ? t.month : term.title);
/** The common ones, shortest first; the month stands last. */
const order = (term: Term) => (term.code === noDate ? '9999' : term.date);

/** Presets of the body with the day that each gives today, or a day by hand. */
export function TermField({ term, due, onChange, max, error }: TermFieldProps) {
  const { data: terms = [] } = useQuery(termsQuery);
  const fitting = terms.filter((one) => max === undefined || one.date <= max).toSorted((a, b) => order(a).localeCompare(order(b)));
  const chosen = terms.find((one) => one.code === term);
  const shown = chosen && !fitting.includes(chosen) ? [...fitting, chosen] : fitting;
  return (
    <div className="stack term-field">
      <ChoiceChips
        label={t.term}
        options={[...shown.map((one) => ({ id: one.code, title: `${titleOf(one)} · ${dayWords(one.date)}` })), { id: byHand, title: t.date }]}
        value={term}
        onChange={(next) => onChange({ term: next })}
      />
      {term === byHand && (
        <Suspense>
          <DateField label={t.day} value={due} onChange={(next) => onChange({ due: next })} min={today()} max={max ?? addDays(today(), 3660)} error={error} required />
        </Suspense>
      )}
      {chosen && <Why title={t.until(dayTitle(chosen.date).toLocaleLowerCase('ru'))} why={chosen.why} basis={chosen.basis} />}
    </div>
  );
}
