import { describe, expect, it } from 'vitest';
import { groupsOf } from './groups';
import type { Row } from './queries';

const blank: Row = {
  id: 0, flow: 'incoming', state: 'received', number: '', registered_on: '', kind_id: 1, kind: 'Письмо', correspondent: '', addressees: 0,
  sender_number: '', summary: '', due_on: '', overdue: false, urgent: false, access_mark: '', files: 0, created_at: '2026-11-21T08:00:00Z', unread: false,
};

const saturday = '2026-11-21';
const titles = (rows: readonly Partial<Row>[], order: 'newest' | 'due') => {
  const list = rows.map((row, index) => ({ ...blank, ...row, id: index + 1 }));
  const groups = groupsOf(list, order, saturday);
  return list.map((row) => groups.get(row.id)?.title);
};

describe('headings above a list', () => {
  it('by term: overdue, today, this week, later, without a term', () => {
    const rows = [{ due_on: '2026-11-18', overdue: true }, { due_on: saturday }, { due_on: '2026-11-22' }, { due_on: '2026-11-23' }, {}];
    expect(titles(rows, 'due')).toEqual(['Просрочено', 'Сегодня, 21 ноября', 'На этой неделе', 'Позже', 'Без срока']);
  });

  it('a passed term that binds nobody any more is not called overdue', () => {
    expect(titles([{ due_on: '2026-11-18' }], 'due')).toEqual(['Раньше']);
  });

  it('by day: today, yesterday, the week, months', () => {
    const days = ['2026-11-21', '2026-11-20', '2026-11-17', '2026-11-10', '2025-12-30'];
    const rows = days.map((day) => ({ created_at: `${day}T08:00:00Z` }));
    expect(titles(rows, 'newest')).toEqual(['Сегодня, 21 ноября', 'Вчера', 'На этой неделе', 'Ноябрь 2026', 'Декабрь 2025']);
  });

  it('a heading stands once even where the days are out of order', () => {
    const days = ['2026-11-20', '2026-11-10', '2026-11-20', '2026-11-09'];
    const rows = days.map((day) => ({ created_at: `${day}T08:00:00Z` }));
    expect(titles(rows, 'newest')).toEqual(['Вчера', 'Ноябрь 2026', 'Ноябрь 2026', 'Ноябрь 2026']);
  });
});
