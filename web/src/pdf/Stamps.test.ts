import { expect, it } from 'vitest';
import { letterHeight } from './Stamps';

it('letters fit the height of a stamp', () => {
  expect(letterHeight({ w: 200, h: 12, lines: ['а', 'б'] })).toBe(4);
  expect(letterHeight({ w: 200, h: 7, lines: ['а', 'б'] })).toBe(2);
});
it('letters fit the width of the longest line', () => {
  expect(letterHeight({ w: 73, h: 40, lines: ['x'.repeat(50)] })).toBe(2);
});
