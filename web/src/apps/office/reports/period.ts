import { addDays, today } from '@/lib/dates';

export const presets = ['month', 'quarter', 'year', 'own'] as const;
export type Preset = (typeof presets)[number];

export const presetOf = (value: unknown): Preset | undefined => presets.find((one) => one === value);

export interface PeriodSearch {
  period?: Preset;
  /** Of an own period. */
  from?: string;
  to?: string;
  /** false: only units. */
  people?: boolean;
}

export interface Period {
  from: string;
  to: string;
}

const pad = (value: number) => String(value).padStart(2, '0');

/** Whole months of a year, the first and the last included. */
function months(year: number, first: number, last: number): Period {
  const next = last === 12 ? `${year + 1}-01-01` : `${year}-${pad(last + 1)}-01`;
  return { from: `${year}-${pad(first)}-01`, to: addDays(next, -1) };
}

/** The days of a ready period that holds this day. */
export function periodOf(preset: Exclude<Preset, 'own'>, day = today()): Period {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  switch (preset) {
    case 'month':
      return months(year, month, month);
    case 'quarter': {
      const first = month - ((month - 1) % 3);
      return months(year, first, first + 2);
    }
    case 'year':
      return months(year, 1, 12);
  }
}

/** What the URL says; an own period is undefined until both days make sense. */
export function chosenPeriod({ period = 'quarter', from, to }: PeriodSearch, day = today()): Period | undefined {
  if (period !== 'own') return periodOf(period, day);
  return from && to && from <= to ? { from, to } : undefined;
}
