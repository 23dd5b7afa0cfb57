import { describe, expect, it } from 'vitest';
import { applicationWords as t } from '@/i18n/ru/applications';

describe('what is left of the term of an application', () => {
  it.each([
    [{ days: -2, working: true, overdue: true }, 'просрочено на 2 рабочих дня'],
    [{ days: 0, working: true, overdue: true }, 'срок прошёл'],
    [{ days: -4, working: false, overdue: true }, 'просрочено на 4 дня'],
    [{ days: 0, working: true, overdue: false }, 'сегодня'],
    [{ days: 1, working: true, overdue: false }, 'остался 1 рабочий день'],
    [{ days: 11, working: false, overdue: false }, 'осталось 11 дней'],
  ])('%o', (term, words) => expect(t.left(term).replaceAll('\u00a0', ' ')).toBe(words));
});
