import { afterEach, describe, expect, it } from 'vitest';
import { addDays, dayLong, dayNumbers, dayOf, daysBetween, dayTitle, dayWords, dueTone, exact, momentWords } from './dates';

afterEach(() => {
  delete document.documentElement.dataset.zone;
});

describe('a day in words', () => {
  it.each([
    ['the day itself', '2026-11-21', 'сегодня'],
    ['the next day', '2026-11-22', 'завтра'],
    ['the day before', '2026-11-20', 'вчера'],
    ['a day of this year', '2026-11-24', '24 ноя'],
    ['a day of May', '2026-05-09', '9 мая'],
    ['a day of another year', '2025-12-31', '31 дек 2025'],
  ])('%s', (_, day, words) => expect(dayWords(day, '2026-11-21')).toBe(words));

  it('names the next day over the end of a year', () => expect(dayWords('2027-01-01', '2026-12-31')).toBe('завтра'));
  it('is long in headings', () => {
    expect(dayLong('2026-11-21', '2026-11-21')).toBe('21 ноября');
    expect(dayTitle('2026-11-21')).toBe('Суббота, 21 ноября');
  });
  it('is written with numbers in documents', () => expect(dayNumbers('2026-11-05')).toBe('05.11.2026'));
});

describe('an instant', () => {
  it('belongs to the day of the body, not of the computer', () => {
    document.documentElement.dataset.zone = 'Europe/Samara';
    expect(dayOf('2026-11-20T21:30:00Z')).toBe('2026-11-21');
    document.documentElement.dataset.zone = 'Europe/Kaliningrad';
    expect(dayOf('2026-11-20T21:30:00Z')).toBe('2026-11-20');
  });
  it('tells its time', () => {
    document.documentElement.dataset.zone = 'Europe/Samara';
    expect(momentWords('2026-11-21T05:12:05Z', '2026-11-21')).toBe('сегодня в 09:12');
    expect(exact('2026-11-21T05:12:05Z')).toBe('21.11.2026, 09:12:05');
  });
});

describe('terms', () => {
  it('are red only when passed and amber on the day itself', () => {
    expect(dueTone('2026-11-20', '2026-11-21')).toBe('danger');
    expect(dueTone('2026-11-21', '2026-11-21')).toBe('warn');
    expect(dueTone('2026-11-22', '2026-11-21')).toBeUndefined();
  });
  it('are counted in whole days over months and leap years', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-11-21', '2026-12-21')).toBe(30);
    expect(daysBetween('2026-11-21', '2026-11-18')).toBe(-3);
  });
});
