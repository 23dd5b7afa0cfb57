import { dateWords as words } from '@/i18n/ru/dates';

// Dates arrive as 'YYYY-MM-DD' (a day of the body's calendar) or as an RFC 3339 instant in UTC.

const zone = () => document.documentElement.dataset.zone;

const format = (options: Intl.DateTimeFormatOptions, timeZone?: string) =>
  new Intl.DateTimeFormat('ru-RU', timeZone === undefined ? options : { ...options, timeZone });

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The day of an instant in the zone of the body (data-zone of <html>), else of the computer. */
export function dayOf(value: string | Date): string {
  if (typeof value === 'string' && isDay(value)) return value;
  const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, zone()).formatToParts(new Date(value));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export const today = () => dayOf(new Date());

const utc = (day: string) => Date.parse(day + 'T00:00:00Z');

export function addDays(day: string, days: number): string {
  return new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((utc(to) - utc(from)) / 86_400_000);

/** «сегодня», «завтра», «вчера», «24 ноя», «24 ноя 2025»: short enough for a list. */
export function dayWords(value: string | Date, now: string = today()): string {
  const day = dayOf(value);
  switch (daysBetween(now, day)) {
    case 0:
      return words.today;
    case 1:
      return words.tomorrow;
    case -1:
      return words.yesterday;
  }
  const [year = '', month = '', date = ''] = day.split('-');
  const short = `${Number(date)} ${words.months[Number(month) - 1] ?? ''}`;
  return year === now.slice(0, 4) ? short : `${short} ${year}`;
}

export function timeOf(value: string | Date): string {
  return format({ hour: '2-digit', minute: '2-digit' }, zone()).format(new Date(value));
}

/** «сегодня в 09:12», «24 ноя в 18:00». */
export function momentWords(value: string | Date, now: string = today()): string {
  if (typeof value === 'string' && isDay(value)) return dayWords(value, now);
  return words.at(dayWords(value, now), timeOf(value));
}

/** «24.11.2026», as in documents. */
export function dayNumbers(value: string | Date): string {
  return dayOf(value).split('-').toReversed().join('.');
}

/** The exact value, for hover and for print: «24.11.2026» or «24.11.2026, 09:12:05». */
export function exact(value: string | Date): string {
  if (typeof value === 'string' && isDay(value)) return dayNumbers(value);
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, zone()).format(new Date(value));
  return `${dayNumbers(value)}, ${seconds}`;
}

/** «Суббота, 21 ноября». */
export function dayTitle(value: string | Date): string {
  const date = new Date(utc(dayOf(value)));
  const title = format({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC').format(date);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** «21 ноября»; the year only when it is another one. */
export function dayLong(value: string | Date, now: string = today()): string {
  const day = dayOf(value);
  const year = day.slice(0, 4) === now.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return format({ day: 'numeric', month: 'long', ...year }, 'UTC').format(new Date(utc(day)));
}

export type DueTone = 'danger' | 'warn' | undefined;

/** Red only when the day has passed, amber on the day itself. */
export function dueTone(day: string, now: string = today()): DueTone {
  const left = daysBetween(now, dayOf(day));
  if (left < 0) return 'danger';
  return left === 0 ? 'warn' : undefined;
}
