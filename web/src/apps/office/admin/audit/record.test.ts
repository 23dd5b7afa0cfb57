import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { actWords } from '@/i18n/ru/adminActs';
import { objectWords } from '@/i18n/ru/adminWatch';
import { valuesOf } from './record';

const root = join(import.meta.dirname, '../../../../../..');

/** Go text of the program, without its tests. */
const sources = readdirSync(join(root, 'internal'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go') && !name.includes('test/'))
  .map((name) => readFileSync(join(root, 'internal', name), 'utf8'))
  .join('\n');

const found = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, word]) => word ?? ''))];

it('every act that is written into the log has its words', () => {
  const acts = found(/audit\.Entry\{Action: "([a-z_.]+)"/g);
  expect(acts.length).toBeGreaterThan(15);
  expect(acts.filter((act) => !act.endsWith('.') && !(act in actWords))).toEqual([]);
});

it('every operation has its words: a refused one is written down under its name', () => {
  const operations = [...readFileSync(join(root, 'api/openapi.yaml'), 'utf8').matchAll(/operationId: (\S+)/g)].map(([, id]) => id ?? '');
  expect(operations.length).toBeGreaterThan(80);
  expect(operations.filter((id) => !(id in actWords))).toEqual([]);
});

it('every kind of object has its word', () => {
  const kinds = found(/audit\.Ref\{Kind: "([a-z_]+)"/g);
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => !(kind in objectWords))).toEqual([]);
});

it('a change shows what differs, with the old value', () => {
  expect(valuesOf('{"was":{"name":"Отдел","active":true},"is":{"name":"Управление","active":true}}')).toEqual([
    { field: 'name', was: 'Отдел', is: 'Управление' },
  ]);
  expect(valuesOf('{"before":null,"after":{"required":false}}')).toEqual([{ field: 'required', was: 'пусто', is: 'нет' }]);
});

it('values without a pair are shown as they are, and nothing where nothing was written', () => {
  expect(valuesOf('{"basis":"приказ № 3","roles":["clerk"]}')).toEqual([
    { field: 'basis', is: 'приказ № 3' },
    { field: 'roles', is: '["clerk"]' },
  ]);
  expect(valuesOf('null')).toEqual([]);
  expect(valuesOf('')).toEqual([]);
  expect(valuesOf('{broken')).toEqual([{ field: 'Значение', is: '{broken' }]);
});
