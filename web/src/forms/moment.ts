// Days of rules: fixed ones, and those counted from today. Days are texts «2026-09-01», which compare as they are.

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysIn = (year: number, month: number) =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (days[month - 1] ?? 0);

/** Whether there is such a day. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return year > 0 && month > 0 && month < 13 && day > 0 && day <= daysIn(year, month);
}

const written = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The day that a rule means today: «today-14y» is the same day fourteen years ago, or the last of a shorter month. */
export function onDay(rule: string, today: string): string {
  const found = /^today(?:([+-]\d{1,4})([dmy]))?$/.exec(rule);
  if (!found) return rule;
  const n = Number(found[1] ?? 0);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  if (found[2] === 'd') {
    const moved = new Date(Date.UTC(year, month - 1, day + n));
    return written(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  }
  const months = year * 12 + month - 1 + (found[2] === 'y' ? 12 * n : n);
  const [to, of] = [Math.floor(months / 12), (months % 12) + 1];
  return written(to, of, Math.min(day, daysIn(to, of)));
}

/** 05.11.2026 */
export const russian = (day: string) => day.split('-').toReversed().join('.');

/** The day in a zone, by the clock of this device. */
export const dayIn = (zone: string, now = new Date()) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now);
