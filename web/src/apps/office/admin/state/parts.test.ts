import { expect, it } from 'vitest';
import { detailOf, meaningOf, nameOf } from './parts';

it('a missing converter is told with what it means and what to install', () => {
  const part = { name: 'soffice', state: 'off', detail: 'электронные таблицы в PDF: libreoffice-calc-nogui' } as const;
  expect(nameOf(part)).toBe('LibreOffice');
  expect(detailOf(part)).toBe('электронные таблицы в PDF');
  expect(meaningOf(part)).toBe('Файлы Word, Excel и OpenDocument можно скачать, но просмотра в PDF для них нет. Установите пакет libreoffice-calc-nogui.');
});

it('the database is told by its name and the version of its tables', () => {
  expect(detailOf({ name: 'database', state: 'ok', detail: 'sqlite, migration 17' })).toBe('SQLite, версия таблиц 17');
  expect(detailOf({ name: 'database', state: 'broken', detail: 'connection refused' })).toBe('connection refused');
});

it('space and damaged files are told in words', () => {
  expect(detailOf({ name: 'disk', state: 'warning', detail: '3 GiB' })).toBe('свободно 3 ГБ');
  expect(detailOf({ name: 'files', state: 'broken', detail: 'damaged: 2' })).toBe('повреждено файлов: 2');
  expect(detailOf({ name: 'disk', state: 'broken', detail: 'no such folder' })).toBe('no such folder');
});

it('a part that this page does not know is shown by its own name', () => {
  expect(nameOf({ name: 'ocr', state: 'ok', detail: '' })).toBe('ocr');
  expect(meaningOf({ name: 'ocr', state: 'broken', detail: '' })).toBe('');
});
