import { listWords } from '@/i18n/ru/documents';
import { addDays, dayLong, dayOf, today as todayNow } from '@/lib/dates';
import type { Group } from '@/grid/entries';
import type { Row } from './queries';

const t = listWords.groups;

/** The day on which the week of a day ends. */
function sundayOf(day: string): string {
  const weekday = new Date(day + 'T00:00:00Z').getUTCDay();
  return addDays(day, (7 - weekday) % 7);
}

function byDue(row: Row, today: string): Group {
  if (row.due_on === '') return { key: 'none', title: t.none };
  if (row.due_on < today) return row.overdue ? { key: 'overdue', title: t.overdue, tone: 'danger' } : { key: 'past', title: t.earlier };
  if (row.due_on === today) return { key: 'today', title: t.today(dayLong(today)), tone: 'warn' };
  return row.due_on <= sundayOf(today) ? { key: 'week', title: t.week } : { key: 'later', title: t.later };
}

const months = new Intl.DateTimeFormat('ru-RU', { month: 'long', timeZone: 'UTC' });

function byDay(row: Row, today: string): Group {
  const day = dayOf(row.created_at);
  if (day >= today) return { key: 'today', title: t.today(dayLong(today)) };
  if (day === addDays(today, -1)) return { key: 'yesterday', title: t.yesterday };
  if (day > addDays(sundayOf(today), -7)) return { key: 'week', title: t.earlierWeek };
  const title = `${months.format(new Date(day + 'T00:00:00Z'))} ${day.slice(0, 4)}`;
  return { key: day.slice(0, 7), title: title.charAt(0).toUpperCase() + title.slice(1) };
}

/** The heading above each row. A heading that was left is not entered again, whatever the dates say. */
export function groupsOf(rows: readonly Row[], order: 'newest' | 'due', today: string = todayNow()): ReadonlyMap<number, Group> {
  const groups = new Map<number, Group>();
  const left = new Set<string>();
  let open: Group | undefined;
  for (const row of rows) {
    const own = order === 'due' ? byDue(row, today) : byDay(row, today);
    if (open === undefined || (own.key !== open.key && !left.has(own.key))) {
      if (open) left.add(open.key);
      open = own;
    }
    groups.set(row.id, open);
  }
  return groups;
}
