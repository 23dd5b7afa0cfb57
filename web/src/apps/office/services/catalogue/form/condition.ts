// A condition as a sentence: «показывать, если [вопрос] [равно] [ответ]», several of them joined by one word.
import type { Condition, FormFile, Schema } from '@/forms/form';
import { options } from '@/forms/form';
import type { Asked } from './model';

export type Verb = 'is' | 'not' | 'in' | 'has' | 'hasNot' | 'filled' | 'empty' | 'before' | 'after' | 'least' | 'most';
export type Value = string | number | boolean;
export type Clause = { field: string; verb: Verb; value?: Value | Value[] | undefined };
export type Sentence = { join: 'all' | 'any'; clauses: Clause[] };

function clauseOf(one: Condition): Clause | undefined {
  if (one.not) {
    const inner = clauseOf(one.not);
    const opposite: Partial<Record<Verb, Verb>> = { is: 'not', has: 'hasNot', filled: 'empty' };
    const verb = inner && opposite[inner.verb];
    return inner && verb ? { ...inner, verb } : undefined;
  }
  if (one.field === undefined) return undefined;
  const { field } = one;
  if (one.filled) return { field, verb: 'filled' };
  if (one.is !== undefined) return { field, verb: 'is', value: one.is };
  if (one.in) return { field, verb: 'in', value: one.in };
  for (const verb of ['has', 'before', 'after', 'least', 'most'] as const) if (one[verb] !== undefined) return { field, verb, value: one[verb] };
  return { field, verb: 'is' };
}

/** The sentence of a condition; undefined for one that is too nested for a sentence. */
export function sentenceOf(condition: Condition | undefined): Sentence | undefined {
  if (!condition) return { join: 'all', clauses: [] };
  const list = condition.all ?? condition.any;
  const clauses = (list ?? [condition]).map(clauseOf);
  return clauses.every((one) => one !== undefined) ? { join: condition.any ? 'any' : 'all', clauses } : undefined;
}

function conditionOf({ field, verb, value }: Clause): Condition {
  switch (verb) {
    case 'filled':
      return { field, filled: true };
    case 'empty':
      return { not: { field, filled: true } };
    case 'not':
      return { not: conditionOf({ field, verb: 'is', value }) };
    case 'hasNot':
      return { not: conditionOf({ field, verb: 'has', value }) };
    default:
      return value === undefined ? { field } : ({ field, [verb]: value } as Condition);
  }
}

export function written({ join, clauses }: Sentence): Condition | undefined {
  const list = clauses.map(conditionOf);
  return list.length > 1 ? (join === 'all' ? { all: list } : { any: list }) : list[0];
}

/** What can be said of a question. */
export function verbsOf(form: FormFile, schema: Schema): Verb[] {
  if (schema.type === 'array') return schema.items && options(form, schema.items) ? ['has', 'hasNot', 'filled', 'empty'] : ['filled', 'empty'];
  if (schema.type === 'boolean') return ['is', 'filled', 'empty'];
  if (schema.type === 'number' || schema.type === 'integer') return ['is', 'not', 'least', 'most', 'filled', 'empty'];
  if (options(form, schema)) return ['is', 'not', 'in', 'filled', 'empty'];
  if (schema.format === 'date') return ['before', 'after', 'filled', 'empty'];
  return ['filled', 'empty', 'is', 'not'];
}

/** The first thing that is said of a question, with an answer that it offers. */
export function begun(form: FormFile, asked: Asked): Clause {
  const verb = verbsOf(form, asked.schema)[0] ?? 'filled';
  return { field: asked.path, verb, value: firstValue(form, asked.schema, verb) };
}

export function firstValue(form: FormFile, schema: Schema, verb: Verb): Clause['value'] {
  const offered = options(form, schema.type === 'array' ? (schema.items ?? schema) : schema)?.[0]?.const;
  switch (verb) {
    case 'filled':
    case 'empty':
      return undefined;
    case 'before':
    case 'after':
      return 'today';
    case 'least':
    case 'most':
      return 1;
    case 'in':
      return offered === undefined ? [] : [offered];
    case 'has':
    case 'hasNot':
      return offered;
    default:
      if (schema.type === 'boolean') return true;
      if (schema.type === 'number' || schema.type === 'integer') return 1;
      return offered;
  }
}
