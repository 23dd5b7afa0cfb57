import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ApiError } from '@/api/problem';
import { errorCode, errorText, fieldTexts } from '../../errorText';
import { errors } from './index';

const server = join(import.meta.dirname, '../../../../../internal');

/** Codes of the refusals in the Go text, in the forms in which they are written. */
function codesOfServer(): string[] {
  const written = /(?:fail\.(?:New\(fail\.\w+,\s*|Fields?\(\s*)|\b(?:absent|stale)\([^"\n]*)"([a-z_]+\.[a-z_.]+)"/g;
  return readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go') && !name.includes('test/'))
    .flatMap((name) => [...readFileSync(join(server, name), 'utf8').matchAll(written)].map(([, code]) => code ?? ''));
}

it('every code of the server has its words', () => {
  const codes = codesOfServer();
  expect(codes.length).toBeGreaterThan(50);
  expect([...new Set(codes)].filter((code) => !(code in errors))).toEqual([]);
});

it('every sentence can be said without values too', () => {
  for (const [code, sentence] of Object.entries(errors)) {
    const text = typeof sentence === 'string' ? sentence : sentence({});
    expect(text, code).not.toMatch(/undefined|null|NaN|не число|\[object/);
    expect(text, code).toMatch(/\.$/);
  }
});

it('a refusal is told with its values', () => {
  expect(errorText(new ApiError('session.locked', 429, {}, { retry_after: 130 })).replaceAll('\u00A0', ' ')).toBe(
    'Слишком много неудачных попыток. Повторите через 3 минуты.',
  );
  expect(errorText(new ApiError('assignment.after_law', 422, {}, { date: '2026-12-21' }))).toBe('По закону исполнить нужно не позже 21.12.2026.');
});

it('an unknown refusal is told by its status, and its code is shown to those who help', () => {
  const error = new ApiError('moon.full', 409, {}, {}, 'ABC');
  expect(errorText(error)).toBe('Запись уже изменил другой человек. Обновите её и повторите.');
  expect(errorCode(error)).toBe('moon.full · ABC');
  expect(errorCode(new ApiError('document.stale', 409))).toBeUndefined();
});

it('fields get texts of their own', () => {
  const error = new ApiError('request.invalid', 422, { summary: 'required', due_on: 'not_later', odd: 'odd' }, { date: '2026-11-28' });
  expect(fieldTexts(error)).toEqual({ summary: 'Заполните это поле', due_on: 'Выберите день позже 28.11.2026', odd: 'Проверьте написание' });
});
