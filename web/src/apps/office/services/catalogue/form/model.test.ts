import { describe, expect, it } from 'vitest';
import conformance from '@/forms/conformance.json';
import type { FormFile } from '@/forms/form';
import { sentenceOf, written } from './condition';
import { fresh, kindOf, menu, others, turned } from './kinds';
import { addField, addPage, askedBefore, movePage, read, removeField, removePage, renameField, schemaAt, stepField, write } from './model';
import { dropped, rowsOf } from './rows';

const enrolment = conformance.forms.enrolment as unknown as FormFile;
const names = (form: FormFile, code: string) => form.pages.find((page) => page.code === code)?.fields;

describe('the file of a form in the builder', () => {
  it('loses nothing when it is read and written', () => {
    for (const form of Object.values(conformance.forms)) expect(JSON.parse(write(read(JSON.stringify(form)) as FormFile))).toEqual(form);
    const strange = JSON.stringify({ ...enrolment, schema: { ...enrolment.schema, 'x-later': { a: 1 } } });
    expect(JSON.parse(write(read(strange) as FormFile))).toEqual(JSON.parse(strange));
  });

  it('is left to the text where it cannot be shown', () => {
    for (const text of ['{', '[]', '{"schema":{"type":"object"}}', '{"schema":{"type":"object","properties":{"a":{"type":"string","title":5}}},"pages":[]}', '{"schema":{"type":"object"},"pages":[{"code":"a"}]}'])
      expect(read(text)).toBeUndefined();
  });

  it('takes a field to every place', () => {
    const { form, path } = addField(enrolment, 'relation', '', 'phone', { type: 'string', title: 'Телефон' }, true);
    expect([path, names(form, 'relation')?.at(-1), form.schema.required?.includes('phone')]).toEqual(['phone', 'phone', true]);
    const again = addField(form, 'relation', '', 'phone', { type: 'string', title: 'Ещё телефон' }, false);
    expect(again.path).toBe('phone_2');
    const inList = addField(enrolment, '', 'siblings', 'school', { type: 'string', title: 'Школа' }, true);
    expect(inList.path).toBe('siblings.school');
    expect(schemaAt(inList.form, 'siblings')?.items?.required).toContain('school');
    expect(removeField(inList.form, 'siblings.school')).toEqual(enrolment);
  });

  it('moves fields within a page, over its edge and inside a group', () => {
    const [first, second] = enrolment.pages;
    const last = first?.fields.at(-1) ?? '';
    const up = stepField(enrolment, last, -1);
    expect(up.pages[0]?.fields.indexOf(last)).toBe((first?.fields.length ?? 0) - 2);
    const over = stepField(enrolment, last, 1);
    expect(over.pages[1]?.fields).toEqual([last, ...(second?.fields ?? [])]);
    expect(stepField(over, last, -1)).toEqual(enrolment);
    expect(Object.keys(stepField(enrolment, 'applicant.name', -1).schema.properties?.['applicant']?.properties ?? {}).slice(0, 2)).toEqual(['name', 'surname']);
    expect(stepField(enrolment, 'applicant.surname', -1)).toEqual(enrolment);
    expect(movePage(enrolment, 'relation', 0).pages[0]?.code).toBe('relation');
  });

  it('drops a dragged row where it may stand and leaves it otherwise', () => {
    const rows = rowsOf(enrolment);
    const row = (key: string) => {
      const found = rows.find((one) => one.key === key);
      if (!found) throw new Error(key);
      return found;
    };
    const [page] = enrolment.pages;
    expect(dropped(enrolment, row('field:relation'), row(`page:${page?.code ?? ''}`), false).pages[0]?.fields[0]).toBe('relation');
    expect(dropped(enrolment, row('field:applicant.name'), row('field:applicant.surname'), false)).toEqual(stepField(enrolment, 'applicant.name', -1));
    expect(dropped(enrolment, row('field:applicant.name'), row('field:child.name'), false)).toEqual(enrolment);
    expect(dropped(enrolment, row('page:relation'), row(`page:${page?.code ?? ''}`), false).pages[0]?.code).toBe('relation');
  });

  it('takes a page away with its fields', () => {
    const page = enrolment.pages.find((one) => one.fields.includes('guardian'));
    const without = removePage(enrolment, page?.code ?? '');
    expect(without.schema.properties?.['guardian']).toBeUndefined();
    expect(addPage(enrolment, 'Ещё', enrolment.pages[0]?.code).form.pages[1]).toEqual({ code: 'page', title: 'Ещё', fields: [] });
  });

  it('calls a field by its new name in conditions too, each in its scope', () => {
    const renamed = renameField(renameField(enrolment, 'relation', 'kin'), 'siblings.same_school', 'together');
    expect(JSON.stringify(renamed)).not.toContain('"field":"relation"');
    expect(renamed.pages.some((page) => JSON.stringify(page.when)?.includes('"field":"kin"'))).toBe(true);
    expect(schemaAt(renamed, 'siblings.class')?.['x-when']).toEqual({ field: 'together', is: true });
    expect(renamed.schema.required).toContain('kin');
    expect(renameField(enrolment, 'relation', 'child')).toBe(enrolment);
  });

  it('lets a condition speak only of what was asked before in its scope', () => {
    expect(askedBefore(enrolment, { field: 'siblings.class' }).map((one) => one.path)).toEqual(['surname', 'name', 'birth_date', 'same_school']);
    const paths = askedBefore(enrolment, { field: 'relation' }).map((one) => one.path);
    expect(paths).toContain('applicant.birth_date');
    expect(paths).not.toContain('child.snils');
    expect(askedBefore(enrolment, { page: enrolment.pages[0]?.code ?? '' })).toEqual([]);
  });
});

describe('a condition as a sentence', () => {
  it('comes back as it was', () => {
    for (const condition of [
      { field: 'a', is: 'b' }, { field: 'a', in: ['b', 'c'] }, { field: 'a', has: 'b' }, { field: 'a', filled: true as const }, { field: 'a', before: 'today-18y' }, { field: 'a', least: 3 },
      { not: { field: 'a', is: true } }, { not: { field: 'a', filled: true as const } }, { all: [{ field: 'a', is: 1 }, { not: { field: 'b', has: 'c' } }] }, { any: [{ field: 'a', is: 'b' }, { field: 'b', most: 2 }] },
    ]) {
      const sentence = sentenceOf(condition);
      expect(sentence && written(sentence)).toEqual(condition);
    }
    expect(written({ join: 'all', clauses: [] })).toBeUndefined();
  });

  it('leaves what is nested to the text', () => {
    expect(sentenceOf({ all: [{ any: [{ field: 'a', is: 'b' }] }] })).toBeUndefined();
    expect(sentenceOf({ not: { field: 'a', before: 'today' } })).toBeUndefined();
  });
});

describe('kinds of questions', () => {
  it('are those that both engines are tried on', () => {
    const tried = conformance.forms.kinds as unknown as FormFile;
    let form: FormFile = { schema: { type: 'object', properties: {} }, pages: [{ code: 'page', title: 'Все виды', fields: [] }] };
    for (const kind of menu.flat()) {
      const { name, schema, required } = fresh(kind);
      form = addField(form, 'page', '', name, schema, required).form;
    }
    expect(tried.schema.properties).toMatchObject(form.schema.properties ?? {});
    expect(tried.schema.required).toEqual(expect.arrayContaining(form.schema.required ?? []));
  });

  it('are known by what they are made of, and keep their words when they are turned', () => {
    for (const kind of menu.flat()) {
      expect(kindOf(fresh(kind).schema)).toBe(kind);
      for (const other of others(kind)) {
        const schema = turned({ ...fresh(kind).schema, title: 'Вопрос', 'x-when': { field: 'a', is: 'b' } }, other);
        expect([kindOf(schema), schema.title, schema['x-when']]).toEqual([other, 'Вопрос', { field: 'a', is: 'b' }]);
      }
    }
  });
});
