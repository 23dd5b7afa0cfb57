import { expect, it } from 'vitest';
import { bytes, counter, number, plural } from './plural';

const documents = (count: number) => plural(count, 'документ', 'документа', 'документов').replaceAll('\u00A0', ' ');

it.each([
  [0, '0 документов'],
  [1, '1 документ'],
  [2, '2 документа'],
  [5, '5 документов'],
  [11, '11 документов'],
  [12, '12 документов'],
  [21, '21 документ'],
  [104, '104 документа'],
  [111, '111 документов'],
  [1001, '1 001 документ'],
  [1.5, '1,5 документа'],
])('%d has the right form', (count, words) => expect(documents(count)).toBe(words));

it('keeps the number and its word on one line', () => expect(plural(5, 'день', 'дня', 'дней')).toContain('\u00A0'));
it('parts thousands', () => expect(number(1_234_567).replaceAll('\u00A0', ' ')).toBe('1 234 567'));
it('bounds a counter', () => {
  expect(counter(99)).toBe('99');
  expect(counter(100)).toBe('99+');
});
it.each([
  [512, '512 Б'],
  [348_160, '340 КБ'],
  [2_202_010, '2,1 МБ'],
  [52_428_800, '50 МБ'],
])('%d bytes are said shortly', (size, words) => expect(bytes(size).replaceAll('\u00A0', ' ')).toBe(words));
