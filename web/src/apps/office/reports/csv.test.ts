import { expect, it } from 'vitest';
import { csv } from './csv';

it('is read by Russian spreadsheets: mark of order, semicolons, commas in numbers', () => {
  expect(csv([['Отдел', 'Всего', '%'], ['Жилья; аренды', 12, 87.5], ['«Новый» "отдел"', 0, null]])).toBe(
    '\uFEFFОтдел;Всего;%\r\n"Жилья; аренды";12;87,5\r\n"«Новый» ""отдел""";0;\r\n',
  );
});

it('a name is never taken for a formula', () => {
  expect(csv([['=1+1', '@x', '-y', 'а-б']])).toBe("\uFEFF'=1+1;'@x;'-y;а-б\r\n");
});
