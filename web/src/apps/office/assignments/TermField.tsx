import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton } from 'react-aria-components';
import { orderWords, resolutionForm as t } from '@/i18n/ru/assignments';
import { cardWords } from '@/i18n/ru/cards';
import { addDays, dayWords, today, dayTitle } from '@/lib/dates';
import { ChoiceChips } from '@/ui/Choice';
import { DateField } from '@/ui/DateField';
import { Popover } from '@/ui/Popover';
import { byHand, noDate } from './item';
import { termsQuery, type Term } from './queries';

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
        <DateField label={t.day} value={due} onChange={(next) => onChange({ due: next })} min={today()} max={max ?? addDays(today(), 3660)} error={error} required />
      )}
      {chosen && <Why title={t.until(`${dayWords(chosen.date)} (${dayTitle(chosen.date).toLocaleLowerCase('ru')})`)} why={chosen.why} basis={chosen.basis} />}
    </div>
  );
}

/** A date in words with the way in which it was counted. */
export function Why({ title, why, basis }: { title?: string; why: string; basis?: string | undefined }) {
  return (
    <div className="row row-wrap small">
      {title && <span>{title}</span>}
      <Popover label={orderWords.why} trigger={<AriaButton className="text-button small">{orderWords.why}</AriaButton>}>
        <div className="stack card-why">
          <p>{why}</p>
          {basis && (
            <p className="muted small">
              {cardWords.basis}: {basis}
            </p>
          )}
        </div>
      </Popover>
    </div>
  );
}
