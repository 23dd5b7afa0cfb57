import { controlWords } from '@/i18n/ru/assignments';
import type { Group } from '@/grid/entries';
import { addDays, dayLong, today as todayNow } from '@/lib/dates';

const t = controlWords.groups;

/** The day on which the week of a day ends. */
function sundayOf(day: string): string {
  const weekday = new Date(day + 'T00:00:00Z').getUTCDay();
  return addDays(day, (7 - weekday) % 7);
}

/** Under which heading a term stands. */
export function dueGroup(due: string, today: string = todayNow()): Group {
  if (due === '') return { key: 'none', title: t.none };
  if (due < today) return { key: 'overdue', title: t.overdue, tone: 'danger' };
  if (due === today) return { key: 'today', title: t.today(dayLong(today)), tone: 'warn' };
  return due <= sundayOf(today) ? { key: 'week', title: t.week } : { key: 'later', title: t.later };
}

export const ended: Group = { key: 'ended', title: t.ended };
