import { expect, it } from 'vitest';
import type { SubstitutionRow } from '../queries';
import { conflictOf, type Wanted } from './conflicts';

const order = (part: Partial<SubstitutionRow>): SubstitutionRow => ({
  id: 1,
  body_id: 1,
  principal_id: 10,
  principal: 'Сурнин Д. Н.',
  principal_post: 'Министр',
  deputy_id: 20,
  deputy: 'Ершова Л. В.',
  deputy_post: 'Заместитель министра',
  from_day: '2026-11-16',
  to_day: '2026-11-27',
  basis: 'приказ № 12',
  scope: 'all',
  created_at: '2026-11-10T08:00:00Z',
  cancelled_at: null,
  in_force: true,
  ...part,
});

const wanted = (part: Partial<Wanted>): Wanted => ({ principalId: 10, deputyId: 30, from: '2026-11-27', to: '2026-12-04', scope: 'all', ...part });

it('a second deputy on the same day is refused, and is told by whom and till when', () => {
  expect(conflictOf(wanted({}), [order({})])).toEqual({
    refused: true,
    text: 'На эти дни уже назначено замещение: Ершова Л. В., 16.11.2026 – 27.11.2026 (приказ № 12). Измените дни или прекратите прежнее.',
  });
});

it.each([
  ['the day after', { from: '2026-11-28' }],
  ['another scope', { scope: 'copies' as const }],
  ['another principal', { principalId: 40 }],
  ['days that are not chosen yet', { to: '' }],
])('%s does not conflict', (_, part) => {
  expect(conflictOf(wanted(part), [order({})])).toBeUndefined();
});

it('two people do not replace each other', () => {
  expect(conflictOf(wanted({ principalId: 20, deputyId: 10 }), [order({})])?.refused).toBe(true);
});

it('a deputy who is away himself is told, not refused', () => {
  expect(conflictOf(wanted({ principalId: 50, deputyId: 10 }), [order({})])).toMatchObject({ refused: false });
});
