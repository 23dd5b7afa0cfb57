import { lazy, Suspense, useState } from 'react';
import { resolutionForm as t } from '@/i18n/ru/assignments';
import { addDays, today } from '@/lib/dates';
import { TextButton } from '@/ui/Button';
import type { Option } from '@/ui/Select';
import type { Writing } from './item';

/** The calendar is large, and a date of one's own is rare. */
const DateField = lazy(async () => ({ default: (await import('@/ui/DateField')).DateField }));

interface CoDatesProps {
  people: readonly Option<number>[];
  dates: Writing['ownDue'];
  onChange: (dates: Writing['ownDue']) => void;
  max: string | undefined;
  /** Refusals by the place of the co-executor. */
  error: (at: number) => string | undefined;
}

/** Dates that the issuer names for single co-executors; the others have the first part of the term. */
export function CoDates({ people, dates, onChange, max, error }: CoDatesProps) {
  const refused = people.some((_, at) => error(at) !== undefined);
  const [asked, setAsked] = useState(people.some(({ id }) => dates[id] !== undefined));
  const set = (id: number, day: string) => {
    const { [id]: _, ...rest } = dates;
    onChange(day === '' ? rest : { ...rest, [id]: day });
  };
  if (!asked && !refused) {
    return (
      <div>
        <TextButton onPress={() => setAsked(true)}>{t.coDates}</TextButton>
      </div>
    );
  }
  return (
    <Suspense>
      <div className="stack" role="group" aria-label={t.coDates}>
        <p className="muted small">{t.coDatesHint}</p>
        {people.map(({ id, title }, at) => (
          <DateField key={id} label={title} value={dates[id] ?? ''} onChange={(day) => set(id, day)} min={today()} max={max ?? addDays(today(), 3660)} error={error(at)} />
        ))}
      </div>
    </Suspense>
  );
}
