import { day } from '@/lib/address';
import { presetOf, type Preset } from '../../reports/period';

/** Words that narrow the list behind a figure; they are those of the server. */
export const filterWords = ['way', 'channel', 'outcome', 'term', 'step', 'passed', 'territory'] as const;
const filterNumbers = ['weekday', 'hour', 'least'] as const;
export type FilterWord = (typeof filterWords)[number] | (typeof filterNumbers)[number];

/** What stands in the address: a period, ids and words of the regulation – nobody's name. */
export interface Place extends Partial<Record<(typeof filterWords)[number], string>>, Partial<Record<(typeof filterNumbers)[number], number>> {
  period?: Preset;
  from?: string;
  to?: string;
  body?: number;
  service?: number;
  milestone?: string;
}

const whole = (value: unknown) => (value !== undefined && value !== '' && Number.isSafeInteger(Number(value)) && Number(value) >= 0 ? Number(value) : undefined);
const id = (value: unknown) => whole(value) || undefined;

export function placeOf(search: Record<string, unknown>): Place {
  const found: Record<string, unknown> = {};
  const put = (key: string, value: unknown) => {
    if (value !== undefined) found[key] = value;
  };
  put('period', presetOf(search.period));
  for (const key of ['from', 'to']) put(key, day(search[key]));
  for (const key of ['body', 'service', 'weekday', 'least']) put(key, id(search[key]));
  put('hour', whole(search.hour));
  for (const key of [...filterWords, 'milestone']) put(key, typeof search[key] === 'string' && search[key] !== '' ? search[key].slice(0, 200) : undefined);
  return found;
}
