import { actWords } from '@/i18n/ru/adminActs';
import { audit as t, objectWords, triedWords } from '@/i18n/ru/adminWatch';
import { stateWords } from '@/i18n/ru/documents';
import type { AuditRow } from '../queries';

export const actorOf = (row: AuditRow) => row.actor_name || t.system;

/** Words of the act; an act that this page does not know yet is shown by its code. */
export const actOf = (row: AuditRow) => actWords[row.action] ?? row.action;

export function objectOf({ object_kind: kind, object_title: title, object_id: id }: AuditRow): string {
  const word = objectWords[kind] ?? triedWords[kind] ?? kind;
  if (title !== '') return `${word}: ${title}`;
  return id > 0 ? `${word} № ${id}` : word;
}

export const stateOf = (code: string) => stateWords[code] ?? code;

export interface Value {
  field: string;
  was?: string | undefined;
  is: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return t.none;
  if (value === true) return t.yes;
  if (value === false) return t.no;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const before = ['was', 'before'];
const after = ['is', 'after'];

/** What stands in the detail of a row: pairs of old and new values where both were written, else the values. */
export function valuesOf(detail: string): Value[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(detail || 'null');
  } catch {
    return [{ field: t.value, is: detail }];
  }
  if (!isRecord(parsed)) return parsed === null ? [] : [{ field: t.value, is: plain(parsed) }];
  const [old, next] = [pick(parsed, before), pick(parsed, after)];
  if (!isRecord(next)) return Object.entries(parsed).map(([field, value]) => ({ field, is: plain(value) }));
  const earlier = isRecord(old) ? old : {};
  return Object.entries(next)
    .filter(([field, value]) => plain(value) !== plain(earlier[field]))
    .map(([field, value]) => ({ field, was: plain(earlier[field]), is: plain(value) }));
}

const pick = (record: Record<string, unknown>, names: readonly string[]) => names.map((name) => record[name]).find((one) => one !== undefined);
