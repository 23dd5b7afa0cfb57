import { describe, expect, it } from 'vitest';
import type { FormFile, Schema } from './form';
import { put } from './form';
import { canonical, masked, numeric, shown } from './input';
import { onDay } from './moment';
import { merge, prefill } from './prefill';

const text = (more: Partial<Schema>): Schema => ({ type: 'string', title: 'T', ...more });

describe('what people type', () => {
  it.each([
    ['snils', '112-233-445 95', '11223344595'],
    ['snils', 'нет', 'нет'],
    ['phone', '8 (912) 345-67-89', '+79123456789'],
    ['phone', '912 345 67 89', '+79123456789'],
    ['phone', '+375 29 123-45-67', '+375291234567'],
    ['passport', ' 94 11 123456 ', '9411123456'],
    ['birth-certificate', '111-ни 654321', 'III-НИ 654321'],
    ['birth-certificate', 'IIІ НИ № 654321', 'III-НИ 654321'],
    ['email', ' a@b.ru ', 'a@b.ru'],
  ])('%s: %s is kept as %s', (format, typed, kept) => {
    expect(canonical(text({ format }), typed)).toBe(kept);
  });

  it('is shown with its mask again', () => {
    expect(shown(text({ format: 'snils' }), '11223344595')).toBe('112-233-445 95');
    expect(shown(text({ format: 'phone' }), '+79123456789')).toBe('+7 912 345-67-89');
    expect(shown(text({ format: 'phone' }), '+375291234567')).toBe('+375291234567');
    expect(canonical(text({ 'x-mask': '999-999' }), '180001')).toBe('180-001');
    expect(masked('999-999', '180-001')).toBe('180-001');
    expect(masked('999-999', '18')).toBeUndefined();
  });

  it('a number may have a comma and spaces', () => {
    expect(numeric('1 250,5')).toBe(1250.5);
    expect(numeric('много')).toBe('много');
  });
});

describe('days counted from today', () => {
  it.each([
    ['today-14y', '2026-03-20', '2012-03-20'],
    ['today-1y', '2024-02-29', '2023-02-28'],
    ['today+1m', '2026-01-31', '2026-02-28'],
    ['today-1d', '2026-03-01', '2026-02-28'],
    ['2026-09-01', '2026-03-01', '2026-09-01'],
  ])('%s on %s is %s', (rule, today, day) => expect(onDay(rule, today)).toBe(day));
});

describe('a draft', () => {
  const form: FormFile = {
    schema: {
      type: 'object',
      properties: {
        who: { type: 'object', title: 'Кто', properties: { surname: text({ 'x-prefill': 'surname' }), phone: text({ format: 'phone', 'x-prefill': 'phone' }) } },
        other: { type: 'object', title: 'Другой', properties: { surname: text({ 'x-prefill': 'surname' }) } },
      },
      required: ['who'],
    },
    pages: [{ code: 'a', title: 'А', fields: ['who', 'other'] }],
  };

  it('begins with what the account knows', () => {
    expect(prefill(form, { surname: 'Иванова', phone: '+7(912)0000001' })).toEqual({ who: { surname: 'Иванова', phone: '+79120000001' } });
  });

  it('of two devices holds the changes of both', () => {
    const base = { a: '1', b: '1', c: '1', d: { x: '1', y: '1' } };
    expect(merge(base, { a: '2', b: '1', d: { x: '2', y: '1' } }, { a: '1', b: '3', c: '1', d: { x: '1', y: '3' } })).toEqual({ a: '2', b: '3', d: { x: '2', y: '3' } });
  });

  it('puts and takes away answers at any place', () => {
    expect(put({}, 'a.b', 1)).toEqual({ a: { b: 1 } });
    expect(put({ a: { b: 1 } }, 'a.b', undefined)).toEqual({});
    expect(put({ a: [{ b: 1 }, { b: 2 }] }, 'a.0', undefined)).toEqual({ a: [{ b: 2 }] });
    expect(put({ a: [{ b: 1 }] }, 'a.0.b', undefined)).toEqual({ a: [{}] });
  });

  it('begins a list with what is written into its first record', () => {
    expect(put({}, 'children.0.name', 'Глеб')).toEqual({ children: [{ name: 'Глеб' }] });
    expect(put({ children: [] }, 'children.0.name', 'Глеб')).toEqual({ children: [{ name: 'Глеб' }] });
    expect(put({}, 'children.0.name', undefined)).toEqual({});
  });
});
