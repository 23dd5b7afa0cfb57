// Kinds of questions as the administrator thinks of them; each is a part of the subset of docs/forms.md.
import type { Schema } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';

export type KindId = keyof typeof t.kinds;

type Kind = {
  /** name of the answer in the data */
  name: string;
  /** what a new one is made of, without its title */
  make: () => Omit<Schema, 'title'>;
  is: (schema: Schema) => boolean;
  /** asked of everybody at first */
  required?: boolean;
};

const text = (more: Omit<Schema, 'type' | 'title'> = {}): Omit<Schema, 'title'> => ({ type: 'string', ...more });
const line = (title: string, more: Omit<Schema, 'type' | 'title'>): Schema => ({ type: 'string', title, ...more });
const ofFormat = (name: string, format: string): Kind => ({ name, make: () => text({ format }), is: (schema) => schema.format === format, required: true });
const choices = () => t.firstChoices.map((title, n) => ({ const: `answer_${n + 1}`, title }));

// The first that fits is what a field is: what tells kinds apart stands before what is common to them.
const all: Record<KindId, Kind> = {
  file: {
    name: 'files',
    make: () => ({
      type: 'array', 'x-widget': 'file', maxItems: 5,
      items: { type: 'object', title: t.file, properties: { code: line(t.file, { format: 'upload' }), name: line(t.name, { maxLength: 250 }) }, required: ['code', 'name'] },
    }),
    is: (schema) => schema['x-widget'] === 'file',
  },
  marks: { name: 'marks', make: () => ({ type: 'array', maxItems: 10, uniqueItems: true, items: { type: 'string', oneOf: choices() } }), is: (schema) => schema.type === 'array' && schema.items?.type === 'string' },
  list: {
    name: 'records', required: true,
    make: () => ({
      type: 'array', minItems: 1, maxItems: 10,
      items: { type: 'object', title: t.record, properties: { surname: line(t.surname, { maxLength: 100 }), name: line(t.firstName, { maxLength: 100 }), birth_date: line(t.born, { format: 'date', 'x-latest': 'today' }) }, required: ['surname', 'name', 'birth_date'] },
    }),
    is: (schema) => schema.type === 'array',
  },
  person: {
    name: 'person', required: true,
    make: () => ({
      type: 'object', 'x-widget': 'person',
      properties: { surname: line(t.surname, { maxLength: 100 }), name: line(t.firstName, { maxLength: 100 }), patronymic: line(t.patronymic, { maxLength: 100 }), birth_date: line(t.born, { format: 'date', 'x-latest': 'today' }), snils: line(t.snils, { format: 'snils' }) },
      required: ['surname', 'name', 'birth_date'],
    }),
    is: (schema) => schema['x-widget'] === 'person',
  },
  address: {
    name: 'address', required: true,
    make: () => ({
      type: 'object', 'x-widget': 'address',
      properties: { postcode: line(t.postcode, { format: 'postcode' }), settlement: line(t.settlement, { maxLength: 150 }), street: line(t.street, { maxLength: 150 }), house: line(t.house, { maxLength: 20 }), flat: line(t.flat, { maxLength: 20 }) },
      required: ['settlement', 'house'],
    }),
    is: (schema) => schema['x-widget'] === 'address',
  },
  group: { name: 'group', required: true, make: () => ({ type: 'object', properties: { answer: line(t.kinds.text, { maxLength: 300 }) } }), is: (schema) => schema.type === 'object' },
  sign: { name: 'sign', required: true, make: () => ({ type: 'boolean', const: true, 'x-widget': 'sign' }), is: (schema) => schema['x-widget'] === 'sign' },
  agree: { name: 'consent', required: true, make: () => ({ type: 'boolean', const: true }), is: (schema) => schema.const === true },
  yesNo: { name: 'yes', required: true, make: () => ({ type: 'boolean', 'x-widget': 'yes-no' }), is: (schema) => schema.type === 'boolean' },
  integer: { name: 'count', required: true, make: () => ({ type: 'integer', minimum: 0 }), is: (schema) => schema.type === 'integer' },
  number: { name: 'number', required: true, make: () => ({ type: 'number' }), is: (schema) => schema.type === 'number' },
  dictionary: { name: 'entry', required: true, make: () => text({ 'x-dictionary': 'list' }), is: (schema) => schema['x-dictionary'] !== undefined },
  choice: { name: 'choice', required: true, make: () => text({ oneOf: choices() }), is: (schema) => schema.oneOf !== undefined || schema.enum !== undefined },
  date: { name: 'date', required: true, make: () => text({ format: 'date', 'x-widget': 'date-3-fields' }), is: (schema) => schema.format === 'date' },
  phone: ofFormat('phone', 'phone'),
  email: ofFormat('email', 'email'),
  snils: ofFormat('snils', 'snils'),
  passport: ofFormat('passport', 'passport'),
  certificate: ofFormat('certificate', 'birth-certificate'),
  innPerson: ofFormat('inn', 'inn-person'),
  innOrganisation: ofFormat('inn', 'inn-organisation'),
  inn: ofFormat('inn', 'inn'),
  ogrn: ofFormat('ogrn', 'ogrn'),
  ogrnip: ofFormat('ogrnip', 'ogrnip'),
  postcode: ofFormat('postcode', 'postcode'),
  cadastre: ofFormat('cadastre', 'cadastre'),
  area: { name: 'text', make: () => text({ 'x-widget': 'textarea', maxLength: 2000 }), is: (schema) => schema['x-widget'] === 'textarea' },
  mask: { name: 'code', required: true, make: () => text({ pattern: '^\\d{6}$', 'x-mask': '999-999' }), is: (schema) => schema.pattern !== undefined || schema['x-mask'] !== undefined },
  text: { name: 'answer', required: true, make: () => text({ maxLength: 300 }), is: () => true },
};

/** In the order of the menu. */
export const menu: readonly (readonly KindId[])[] = [
  ['text', 'area', 'integer', 'number', 'date', 'mask'],
  ['choice', 'marks', 'dictionary', 'yesNo', 'agree', 'sign'],
  ['person', 'address', 'list', 'group', 'file'],
  ['phone', 'email', 'snils', 'passport', 'certificate', 'innPerson', 'innOrganisation', 'inn', 'ogrn', 'ogrnip', 'postcode', 'cadastre'],
];

/** Kinds that have other fields inside: they are not made of one another. */
const nested: readonly KindId[] = ['person', 'address', 'list', 'group', 'file'];

export const kindOf = (schema: Schema): KindId => (Object.keys(all) as KindId[]).find((id) => all[id].is(schema)) ?? 'text';

export const fresh = (id: KindId) => ({ name: all[id].name, schema: { title: t.fresh[id] ?? t.kinds[id], ...all[id].make() } as Schema, required: all[id].required ?? false });

/** Into what else a question can be turned. */
export const others = (id: KindId): KindId[] => (nested.includes(id) ? (id === 'person' || id === 'address' || id === 'group' ? ['person', 'address', 'group'] : [id]) : menu.flat().filter((one) => !nested.includes(one)));

/** Another kind of the same question: its words and its condition stay. */
export function turned(schema: Schema, to: KindId): Schema {
  const { title, description, 'x-when': when } = schema;
  const kept = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }), ...(when === undefined ? {} : { 'x-when': when }) };
  if (schema.type === 'object') {
    const { 'x-widget': _old, ...same } = schema;
    return to === 'group' ? same : { ...same, 'x-widget': to };
  }
  const made = all[to].make();
  const offered = schema.oneOf ?? schema.items?.oneOf;
  if (offered && to === 'choice') return { ...kept, ...made, oneOf: offered };
  if (offered && to === 'marks') return { ...kept, ...made, items: { type: 'string', oneOf: offered } };
  return { ...kept, ...made };
}
