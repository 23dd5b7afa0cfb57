import { expect, test } from 'vitest';
import { day, whole } from './address';

test.each([
  [12, 12],
  ['12', 12],
  ['', undefined],
  [undefined, undefined],
  [0, undefined],
  [-1, undefined],
  ['1.5', undefined],
  ['12a', undefined],
  [2 ** 53, undefined],
])('%o in an address is the whole number %o', (written, read) => {
  expect(whole(written)).toBe(read);
});

test.each([
  ['2026-11-22', '2026-11-22'],
  ['22.11.2026', undefined],
  ['2026-11-22T10:00', undefined],
  [20261122, undefined],
  [undefined, undefined],
])('%o in an address is the day %o', (written, read) => {
  expect(day(written)).toBe(read);
});
