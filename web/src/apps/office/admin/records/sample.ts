import { journals as t } from '@/i18n/ru/adminRecords';
import { today } from '@/lib/dates';
import type { Journal } from '../queries';

const token = /\{([a-z]+)(?::(\d+))?\}/g;
const known = new Set(Object.keys(t.tokens).map((one) => one.slice(1, -1).split(':')[0]));

export type SampleTrouble = keyof typeof t.sampleWrong;

export type Sample = { text: string; wrong?: undefined } | { text?: undefined; wrong: SampleTrouble };

/** What a number of this template looks like, by the same rules as on the server: one {seq}, only known tokens. */
export function sampleOf(journal: Pick<Journal, 'template' | 'index_code' | 'suffix'>, bodyIndex = '', seq = 1234, day = today()): Sample {
  const values: Record<string, string> = {
    ...t.sampleValues,
    index: journal.index_code || bodyIndex || t.sampleValues.index,
    suffix: journal.suffix,
    yy: day.slice(2, 4),
    yyyy: day.slice(0, 4),
  };
  let counters = 0;
  let unknown = journal.template.replaceAll(token, '').search(/[{}]/) >= 0;
  const text = journal.template.replaceAll(token, (_, name: string, width?: string) => {
    if (!known.has(name) || (width !== undefined && (name !== 'seq' || Number(width) < 1 || Number(width) > 12))) unknown = true;
    if (name !== 'seq') return values[name] ?? '';
    counters += 1;
    return String(seq).padStart(Number(width ?? 0), '0');
  });
  if (unknown) return { wrong: 'unknown_token' };
  return counters === 1 ? { text } : { wrong: 'needs_one_seq' };
}
