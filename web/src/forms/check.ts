// Says what is wrong with answers, in the order of the pages: the same verdicts and the same sentences as package form.
import { validate, type Schema as PlainSchema } from '@cfworker/json-schema';
import { sentences, signs } from '@/i18n/ru/forms';
import { asked } from './condition';
import { allFields, inner, isGroup, itemOf, options, type Answer, type Answers, type Field, type FormFile, type Problem, type Schema } from './form';
import { formats } from './formats';
import { onDay, russian } from './moment';

const mostProblems = 100;
const mostRunes = 1000;

type Place = { list: Field; index: number };

/** All problems of the answers; `asked` is what is left of them without pages and fields that are not asked. */
export function check(form: FormFile, answers: Answers, today: string): Problem[] {
  return walk(form, answers, today).problems;
}

/** The answers that are asked at all: what may be sent. */
export function askedOnly(form: FormFile, answers: Answers, today: string): Answers {
  return walk(form, answers, today).asked;
}

function walk(form: FormFile, answers: Answers, today: string) {
  const checking = new Checking(form, today);
  const fields = allFields(form);
  checking.strangers(fields, answers, '');
  const live: Answers = {};
  checking.group(fields, answers, live, live);
  return { problems: checking.problems, asked: live };
}

class Checking {
  problems: Problem[] = [];
  private way: Place[] = [];

  constructor(
    private form: FormFile,
    private today: string,
  ) {}

  /** Answers to what the form does not ask. */
  strangers(fields: Field[], answers: Answers, path: string) {
    for (const [name, answer] of Object.entries(answers)) {
      const field = fields.find((one) => one.name === name);
      const here = path ? `${path}.${name}` : name;
      if (!field) this.add(here, 'unknown', sentences['unknown'] ?? '');
      else this.deeper(field, answer, here);
    }
  }

  private deeper(field: Field, answer: Answer, path: string) {
    if (field.schema.type === 'object' && isGroup(answer)) this.strangers(inner(field), answer, path);
    if (field.schema.type === 'array' && Array.isArray(answer)) answer.forEach((one, i) => this.deeper(itemOf(field), one, `${path}.${i}`));
  }

  /** live is what was asked so far: of this group, and of the scope that conditions look at. */
  group(fields: Field[], answers: Answers | undefined, live: Answers, scope: Answers) {
    for (const field of fields) {
      const answer = answers && Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
      if (asked(field.when, scope, this.today)) this.field(field, answer, live, scope);
      else if (answer !== undefined) this.problem('hidden', field);
    }
  }

  private field(field: Field, answer: Answer | undefined, live: Answers, scope: Answers) {
    const { type } = field.schema;
    if (answer === undefined && !insists(field)) return;
    if (type === 'array' && !insists(field) && onlyEmpty(field, answer)) return; // nothing was written
    if (type === 'object' && (answer === undefined || isGroup(answer))) {
      const before = this.problems.length;
      const own: Answers = {};
      if (answer !== undefined) live[field.name] = own;
      this.group(inner(field), answer, own, scope);
      if (answer === undefined && this.problems.length === before) this.problem('required', field);
      return;
    }
    if (answer === undefined) {
      this.problem('required', field);
      return;
    }
    live[field.name] = answer;
    if (type === 'array' && Array.isArray(answer)) live[field.name] = this.list(field, answer);
    else {
      const code = this.leaf(field, answer);
      if (code) this.problem(code, field);
    }
  }

  private list(field: Field, answers: Answer[]): Answer[] {
    const { minItems = 0, maxItems = 0, uniqueItems } = field.schema;
    if (answers.length === 0 && minItems > 0) this.problem('required', field);
    else if (answers.length < minItems) this.problem('few', field);
    else if (answers.length > maxItems) this.problem('many', field);
    if ((answers.length === 0 && minItems > 0) || answers.length > maxItems) return answers;
    const item = itemOf(field);
    return answers.map((answer, index) => {
      this.way.push({ list: field, index });
      const live: Answers = {};
      if (uniqueItems && answers.indexOf(answer) < index && options(this.form, item.schema)?.some((one) => one.const === answer)) this.problem('repeated', item);
      else if (item.schema.type === 'object' && isGroup(answer)) this.group(inner(item), answer, live, live);
      else this.field(item, answer, {}, {});
      this.way.pop();
      return isGroup(answer) ? live : answer;
    });
  }

  /** The code of what is wrong with one answer, '' for nothing. */
  private leaf({ schema }: Field, answer: Answer): string {
    if (schema.type === 'boolean') return typeof answer !== 'boolean' ? 'type' : schema.const && !answer ? 'required' : '';
    if (typeof answer === 'string' && schema.type === 'string') {
      if (invisible.test(answer)) return 'characters';
      if (blank(answer)) return 'required';
    }
    if (typeof answer === 'number' && Math.abs(answer) > 2 ** 53) return 'type';
    const wrong = new Set(validate(answer, this.plain(schema)).errors.map((error) => error.keyword));
    const keyword = codes.find(([name]) => wrong.has(name));
    if (keyword) return keyword[0] === 'format' ? (formats[schema.format ?? '']?.code ?? '') : keyword[1];
    if (typeof answer !== 'string') return '';
    if (schema['x-earliest'] && answer < onDay(schema['x-earliest'], this.today)) return 'early';
    return schema['x-latest'] && answer > onDay(schema['x-latest'], this.today) ? 'late' : '';
  }

  /** What a plain checker of JSON Schema understands of a field. */
  private plain(schema: Schema): PlainSchema {
    const { type, minLength, maxLength = mostRunes, pattern, format, minimum, maximum } = schema;
    const choices = options(this.form, schema);
    if (type !== 'string') return { type, ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
    if (choices) return { type, enum: choices.map((one) => one.const) };
    return { type, maxLength, ...(minLength ? { minLength } : {}), ...(format ? { format } : {}), ...(pattern ? { pattern } : {}) };
  }

  private problem(code: string, field: Field) {
    const own = field.schema['x-error'];
    const text = (typeof own === 'string' ? own : own?.[code]) || this.sentence(code, field);
    const path = this.way.flatMap(({ list, index }) => [list.path, String(index)]);
    this.add([...path, ...(field.path ? [field.path] : [])].join('.'), code, text);
  }

  private add(path: string, code: string, text: string) {
    if (this.problems.length < mostProblems) this.problems.push({ path, code, text });
  }

  private sentence(code: string, field: Field): string {
    const words = sentences[`${code}.${sentenceKind(this.form, code, field.schema)}`] ?? sentences[code] ?? '';
    const n = limit(code, field.schema);
    return words
      .replace('{n}', String(n).replace('.', ','))
      .replace('{signs}', signs(n))
      .replace('{date}', () => russian(onDay(field.schema[code === 'early' ? 'x-earliest' : 'x-latest'] ?? '', this.today)))
      .replace('{title}', () => this.titled(field));
  }

  /** Names a field so that it is found: its title, and in brackets the list, item and groups around it. */
  private titled(field: Field): string {
    let { title } = field;
    const around: string[] = [];
    for (const { list, index } of this.way) {
      around.push(...list.context);
      if (field.path === '' && list === this.way.at(-1)?.list && field.schema.type !== 'object') title = list.title;
      else around.push(`${itemOf(list).title} ${index + 1}`);
    }
    around.push(...field.context);
    return around.length ? `«${title}» (${around.join(', ')})` : `«${title}»`;
  }
}

/** Whether a field must be answered. A list in which there may be nothing is answered by leaving it alone. */
export const insists = ({ required, schema }: Field) => required && (schema.type !== 'array' || (schema.minItems ?? 0) > 0);

/** Whether a list holds no more than records into which nothing was written. */
function onlyEmpty(list: Field, answer: Answer | undefined): boolean {
  const { type, properties } = itemOf(list).schema;
  const names = Object.keys(properties ?? {});
  return Array.isArray(answer) && answer.every((one) => type === 'object' && isGroup(one) && !names.some((name) => Object.hasOwn(one, name)));
}

/** Keywords by rank: a person mends one thing at a time. */
const codes = [
  ['type', 'type'],
  ['enum', 'choice'],
  ['minLength', 'short'],
  ['maxLength', 'long'],
  ['format', ''],
  ['pattern', 'pattern'],
  ['minimum', 'min'],
  ['maximum', 'max'],
] as const;

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

export const blank = (text: string) => /^[ \n\r\t\u00a0]*$/.test(text);

function sentenceKind(form: FormFile, code: string, schema: Schema): string {
  if (code === 'type') return schema.type;
  if (code !== 'required') return '';
  if (options(form, schema) || (schema.type === 'boolean' && !schema.const)) return 'choice';
  if (schema.format === 'date') return 'date';
  if (schema.type === 'boolean') return 'agree';
  if (schema.type !== 'array') return '';
  if (schema['x-widget'] === 'file') return 'file';
  return schema.items && options(form, schema.items) ? 'marks' : 'list';
}

function limit(code: string, schema: Schema): number {
  const of: Record<string, number | undefined> = {
    short: schema.minLength,
    long: schema.maxLength ?? mostRunes,
    min: schema.minimum,
    max: schema.maximum,
    few: schema.minItems,
    many: schema.maxItems,
  };
  return of[code] ?? 0;
}
