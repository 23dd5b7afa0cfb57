// Answers in words, for the page on which they are checked before they are sent.
import { yesNo } from '@/i18n/ru/forms';
import { fieldsOf, inner, isGroup, itemOf, options, type Answer, type Answers, type Field, type FormFile, type PageFile } from './form';
import { shown } from './input';
import { russian } from './moment';

export type Row = { title: string; words: string; rows: Row[] };
export type Section = { page: PageFile; rows: Row[] };

/** The pages with their answers; what was not answered is left out. */
export function answered(form: FormFile, asked: Answers): Section[] {
  return form.pages.flatMap((page) => {
    const rows = fieldsOf(form, page).flatMap((field) => rowsOf(form, field, asked[field.name]));
    return rows.length ? { page, rows } : [];
  });
}

function rowsOf(form: FormFile, field: Field, answer: Answer | undefined): Row[] {
  if (answer === undefined) return [];
  const { schema, title } = field;
  if (schema.type === 'object' && isGroup(answer)) {
    const rows = inner(field).flatMap((one) => rowsOf(form, one, answer[one.name]));
    return rows.length ? [{ title, words: '', rows }] : [];
  }
  if (schema.type === 'array' && Array.isArray(answer)) {
    const item = itemOf(field);
    if (item.schema.type === 'object' && schema['x-widget'] !== 'file') {
      const rows = answer.flatMap((one, i) => rowsOf(form, { ...item, title: `${item.title} ${i + 1}` }, one));
      return rows.length ? [{ title, words: '', rows }] : [];
    }
    const words = answer.map((one) => (isGroup(one) ? String(one['name'] ?? '') : say(form, item, one))).join(', ');
    return words ? [{ title, words, rows: [] }] : [];
  }
  return [{ title, words: say(form, field, answer), rows: [] }];
}

function say(form: FormFile, { schema }: Field, answer: Answer): string {
  const choice = options(form, schema)?.find((one) => one.const === answer);
  if (choice) return choice.title;
  if (typeof answer === 'boolean') return answer ? yesNo.true : yesNo.false;
  if (typeof answer === 'number') return [String(answer).replace('.', ','), schema['x-unit']].filter(Boolean).join(' ');
  if (typeof answer !== 'string') return '';
  return schema.format === 'date' ? russian(answer) : shown(schema, answer);
}
