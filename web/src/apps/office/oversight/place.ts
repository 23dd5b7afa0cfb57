import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { day, whole } from '@/lib/address';
import { presetOf, type Preset } from '../reports/period';

const word = (value: unknown) => (typeof value === 'string' && /^[a-z][a-z_0-9]{0,39}$/.test(value) ? value : undefined);

/** Words of the law that narrow the register, by the word of the server; the address has words of its own for them. */
export const words = { nature: 'kind', shape: 'form', source: 'origin', repeat: 'recurrence', mark: 'mark', kept: 'term', ground: 'ground', outcome: 'result' } as const;
export type Word = keyof typeof words;
export const wordList = Object.keys(words) as Word[];

/** What stands in the address: ids and words of the law, nobody's name. */
export interface Place extends Partial<Record<Word, string>> {
  show?: string;
  period?: Preset;
  body?: number;
  place?: number;
  rating?: number;
  version?: number;
  open?: string;
  section?: string;
  from?: string;
  to?: string;
}

export function placeOf(search: Record<string, unknown>): Place {
  const found: Record<string, unknown> = {};
  const put = (key: string, value: unknown) => {
    if (value !== undefined) found[key] = value;
  };
  for (const key of [...wordList, 'show']) put(key, word(search[key]));
  put('period', presetOf(search.period));
  for (const key of ['body', 'place', 'rating', 'version']) put(key, whole(search[key]));
  for (const key of ['from', 'to']) put(key, day(search[key]));
  const section = String(search.section ?? '');
  put('section', /^\d{4}(\.\d{4}){0,4}$/.test(section.padStart(4, '0')) && section !== '' ? section.padStart(4, '0') : undefined);
  put('open', search.open === undefined ? undefined : String(search.open));
  return found;
}

/** The part's place, and a way to change some of it. */
export function usePlace() {
  const place: Place = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = useCallback((part: Partial<Record<keyof Place, unknown>>) => void navigate({ to: '.', search: (before: Place) => placeOf({ ...before, ...part }), replace: true }), [navigate]);
  return { place, go };
}

/** The address that shows what a figure has counted. */
export function placeOfFigure(filter: Readonly<Record<string, string>>): Place {
  const renamed = wordList.filter((key) => filter[words[key]] !== undefined).map((key) => [key, filter[words[key]]]);
  return placeOf({ ...filter, ...Object.fromEntries(renamed), show: 'all' });
}
