import { expect, it } from 'vitest';
import { chosenPeriod, periodOf } from './period';

it.each([
  ['month', '2026-11-21', '2026-11-01', '2026-11-30'],
  ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
  ['quarter', '2026-11-21', '2026-10-01', '2026-12-31'],
  ['quarter', '2026-03-31', '2026-01-01', '2026-03-31'],
  ['quarter', '2026-04-01', '2026-04-01', '2026-06-30'],
  ['year', '2026-01-01', '2026-01-01', '2026-12-31'],
] as const)('%s of %s is %s…%s', (preset, day, from, to) => {
  expect(periodOf(preset, day)).toEqual({ from, to });
});

it('an own period holds when both days are there in their order', () => {
  expect(chosenPeriod({ period: 'own', from: '2026-01-10', to: '2026-01-10' })).toEqual({ from: '2026-01-10', to: '2026-01-10' });
  expect(chosenPeriod({ period: 'own', from: '2026-01-11', to: '2026-01-10' })).toBeUndefined();
  expect(chosenPeriod({ period: 'own', from: '2026-01-11' })).toBeUndefined();
});

it('without a choice it is the quarter', () => {
  expect(chosenPeriod({}, '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
});
