// The file of a form as the builder changes it: each act gives a new file, so that every step can be taken back.
// Keywords that the builder does not know are kept as they are.
import type { Condition, FormFile, PageFile, Schema } from '@/forms/form';

export type Group = Schema & { properties?: Record<string, Schema> };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => value === undefined || typeof value === 'string';

/** Whether the builder can show what is written: anything else is mended in the text. */
function isSchema(value: unknown): value is Schema {
  if (!isObject(value) || typeof value['type'] !== 'string' || !isText(value['title']) || !isText(value['description'])) return false;
  const { properties, items, oneOf, required } = value;
  return (
    (properties === undefined || (isObject(properties) && Object.values(properties).every(isSchema))) &&
    (items === undefined || isSchema(items)) &&
    (oneOf === undefined || (Array.isArray(oneOf) && oneOf.every(isObject))) &&
    (required === undefined || Array.isArray(required)) &&
    ['x-when'].every((key) => value[key] === undefined || isObject(value[key]))
  );
}

const isPage = (value: unknown): value is PageFile =>
  isObject(value) && typeof value['code'] === 'string' && typeof value['title'] === 'string' && Array.isArray(value['fields']) && (value['when'] === undefined || isObject(value['when']));

/** Reads a text; undefined where the builder cannot show it. */
export function read(text: string): FormFile | undefined {
  try {
    const form: unknown = JSON.parse(text);
    if (!isObject(form) || !isSchema(form['schema']) || form['schema'].type !== 'object' || !Array.isArray(form['pages']) || !form['pages'].every(isPage)) return undefined;
    return form as unknown as FormFile;
  } catch {
    return undefined;
  }
}

export const write = (form: FormFile) => JSON.stringify(form, null, 1);

/** What holds the fields of a group, or of the record of a list. */
const inside = (schema: Schema): Schema => (schema.type === 'array' ? (schema.items ?? schema) : schema);

export const parentOf = (path: string) => path.split('.').slice(0, -1).join('.');
export const nameOf = (path: string) => path.split('.').at(-1) ?? '';
export const join = (parent: string, name: string) => (parent ? `${parent}.${name}` : name);

export function schemaAt(form: FormFile, path: string): Schema | undefined {
  return path === '' ? form.schema : path.split('.').reduce<Schema | undefined>((at, name) => at && inside(at).properties?.[name], form.schema);
}

/** The group in which a field stands, '' for the form itself. */
export function groupAt(form: FormFile, parent: string): Schema {
  const schema = schemaAt(form, parent);
  return schema ? inside(schema) : form.schema;
}

/** The form with another schema at a path. */
export function update(form: FormFile, path: string, change: (schema: Schema) => Schema): FormFile {
  const at = (schema: Schema, way: string[]): Schema => {
    const [name, ...rest] = way;
    if (name === undefined) return change(schema);
    if (schema.type === 'array') return { ...schema, items: at(schema.items ?? { type: 'object' }, way) };
    const own = schema.properties?.[name];
    return own ? { ...schema, properties: { ...schema.properties, [name]: at(own, rest) } } : schema;
  };
  return { ...form, schema: at(form.schema, path === '' ? [] : path.split('.')) };
}

const updateGroup = (form: FormFile, parent: string, change: (group: Schema) => Schema) =>
  update(form, parent, (schema) => (schema.type === 'array' ? { ...schema, items: change(schema.items ?? { type: 'object' }) } : change(schema)));

/** Sets keywords; undefined takes one away. */
export function put<T extends object>(of: T, part: { [K in keyof T]?: T[K] | undefined }): T {
  const next = { ...of, ...part };
  for (const key of Object.keys(part) as (keyof T)[]) if (next[key] === undefined) delete next[key];
  return next as T;
}

export const isRequired = (form: FormFile, path: string) => groupAt(form, parentOf(path)).required?.includes(nameOf(path)) ?? false;

export function setRequired(form: FormFile, path: string, on: boolean): FormFile {
  return updateGroup(form, parentOf(path), (group) => {
    const others = (group.required ?? []).filter((name) => name !== nameOf(path));
    const required = on ? [...others, nameOf(path)] : others;
    return put(group, { required: required.length ? required : undefined });
  });
}

/** A name that is not taken yet: phone, phone_2, phone_3. */
export function freeName(taken: readonly string[], wish: string): string {
  if (!taken.includes(wish)) return wish;
  let n = 2;
  while (taken.includes(`${wish}_${n}`)) n++;
  return `${wish}_${n}`;
}

export const pageOf = (form: FormFile, path: string) => form.pages.find((page) => page.fields.includes(path.split('.')[0] ?? ''));

/** Puts a field behind the others of a page, or of a group. */
export function addField(form: FormFile, page: string, parent: string, wish: string, schema: Schema, required: boolean): { form: FormFile; path: string } {
  const group = groupAt(form, parent);
  const name = freeName(Object.keys(group.properties ?? {}), wish);
  let next = updateGroup(form, parent, (one) => ({ ...one, properties: { ...one.properties, [name]: schema } }));
  if (parent === '') next = updatePage(next, page, (one) => ({ ...one, fields: [...one.fields, name] }));
  const path = join(parent, name);
  return { form: required ? setRequired(next, path, true) : next, path };
}

export function removeField(form: FormFile, path: string): FormFile {
  const name = nameOf(path);
  const next = updateGroup(setRequired(form, path, false), parentOf(path), (group) => {
    const { [name]: _gone, ...properties } = group.properties ?? {};
    return { ...group, properties };
  });
  return parentOf(path) === '' ? { ...next, pages: next.pages.map((page) => ({ ...page, fields: page.fields.filter((one) => one !== name) })) } : next;
}

export const updatePage = (form: FormFile, code: string, change: (page: PageFile) => PageFile): FormFile => ({ ...form, pages: form.pages.map((page) => (page.code === code ? change(page) : page)) });

export function addPage(form: FormFile, title: string, after: string | undefined): { form: FormFile; code: string } {
  const code = freeName(form.pages.map((page) => page.code), 'page');
  const at = form.pages.findIndex((page) => page.code === after);
  return { form: { ...form, pages: form.pages.toSpliced(at < 0 ? form.pages.length : at + 1, 0, { code, title, fields: [] }) }, code };
}

/** A page goes with its fields: an answer that no page asks is asked by nobody. */
export function removePage(form: FormFile, code: string): FormFile {
  const page = form.pages.find((one) => one.code === code);
  const without = (page?.fields ?? []).reduce(removeField, form);
  return { ...without, pages: without.pages.filter((one) => one.code !== code) };
}

const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const [one] = list.slice(from, from + 1);
  return one === undefined || to < 0 || to >= list.length ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, one);
};

export const movePage = (form: FormFile, code: string, to: number): FormFile => ({ ...form, pages: moved(form.pages, form.pages.findIndex((page) => page.code === code), to) });

/** Puts a field of the form before the index-th of a page. */
export function placeField(form: FormFile, name: string, code: string, index: number): FormFile {
  const here = form.pages.find((page) => page.code === code)?.fields.indexOf(name) ?? -1;
  const to = here >= 0 && here < index ? index - 1 : index;
  const taken = form.pages.map((page) => ({ ...page, fields: page.fields.filter((one) => one !== name) }));
  return { ...form, pages: taken.map((page) => (page.code === code ? { ...page, fields: page.fields.toSpliced(to, 0, name) } : page)) };
}

/** Moves a field of a group to the index-th place of it. */
export const orderField = (form: FormFile, path: string, index: number): FormFile =>
  updateGroup(form, parentOf(path), (group) => {
    const entries = Object.entries(group.properties ?? {});
    return { ...group, properties: Object.fromEntries(moved(entries, entries.findIndex(([name]) => name === nameOf(path)), index)) };
  });

/** One place up or down; out of the first place of a page into the page before. */
export function stepField(form: FormFile, path: string, by: -1 | 1): FormFile {
  if (parentOf(path) !== '') {
    const names = Object.keys(groupAt(form, parentOf(path)).properties ?? {});
    return orderField(form, path, names.indexOf(nameOf(path)) + by);
  }
  const at = form.pages.findIndex((page) => page.fields.includes(path));
  const page = form.pages[at];
  if (!page) return form;
  const index = page.fields.indexOf(path) + by;
  if (index >= 0 && index < page.fields.length) return placeField(form, path, page.code, by > 0 ? index + 1 : index);
  const next = form.pages[at + by];
  return next ? placeField(form, path, next.code, by > 0 ? 0 : next.fields.length) : form;
}

/** The list in whose record a field stands, '' for the form itself: conditions look within it. */
export function scopeOf(form: FormFile, path: string): string {
  const steps = path.split('.');
  for (let n = steps.length - 1; n > 0; n--) {
    const outer = steps.slice(0, n).join('.');
    if (schemaAt(form, outer)?.type === 'array') return outer;
  }
  return '';
}

/** Calls a field by another name, also where conditions speak of it. */
export function renameField(form: FormFile, path: string, name: string): FormFile {
  const parent = parentOf(path);
  const old = nameOf(path);
  if (name === old || name === '' || Object.hasOwn(groupAt(form, parent).properties ?? {}, name)) return form;
  const renamed = updateGroup(form, parent, (group) => ({
    ...put(group, { required: group.required?.map((one) => (one === old ? name : one)) }),
    properties: Object.fromEntries(Object.entries(group.properties ?? {}).map(([key, one]) => [key === old ? name : key, one])),
  }));
  const scope = scopeOf(form, path);
  const relative = scope ? path.slice(scope.length + 1) : path;
  const to = join(parentOf(relative), name);
  const call = (field: string) => (field === relative ? to : field.startsWith(`${relative}.`) ? to + field.slice(relative.length) : field);
  const looked = scope ? updateGroup(renamed, scope, (group) => called(group, call)) : { ...renamed, schema: called(renamed.schema, call) };
  const pages = looked.pages.map((page) => ({
    ...put(page, { when: scope || !page.when ? page.when : askedBy(page.when, call) }),
    fields: parent === '' ? page.fields.map((one) => (one === old ? name : one)) : page.fields,
  }));
  return { ...looked, pages };
}

/** A group whose conditions speak of fields by their new names; records of lists are scopes of their own. */
const called = (group: Schema, call: (field: string) => string): Schema => ({
  ...group,
  properties: Object.fromEntries(
    Object.entries(group.properties ?? {}).map(([name, one]) => {
      const own = one['x-when'] ? { ...one, 'x-when': askedBy(one['x-when'], call) } : one;
      return [name, own.type === 'object' ? called(own, call) : own];
    }),
  ),
});

export function askedBy(condition: Condition, call: (field: string) => string): Condition {
  return put(condition, {
    field: condition.field === undefined ? undefined : call(condition.field),
    all: condition.all?.map((one) => askedBy(one, call)),
    any: condition.any?.map((one) => askedBy(one, call)),
    not: condition.not && askedBy(condition.not, call),
  });
}

export type Asked = { path: string; title: string; schema: Schema };

/** What was asked before a field or a page, in its own scope: only of that a condition may speak. */
export function askedBefore(form: FormFile, target: { page: string } | { field: string }): Asked[] {
  const found: Asked[] = [];
  const until = 'field' in target ? target.field : '';
  const scope = 'field' in target ? scopeOf(form, target.field) : '';
  const walk = (group: Schema, names: readonly string[], whole: string, around: string): boolean =>
    names.some((name) => {
      const schema = group.properties?.[name];
      const path = join(whole, name);
      if (!schema) return false;
      if (path === until) return true;
      const title = around ? `${schema.title ?? name} (${around})` : (schema.title ?? name);
      if (schema.type === 'object') return walk(schema, Object.keys(schema.properties ?? {}), path, schema.title ?? name);
      found.push({ path: scope ? path.slice(scope.length + 1) : path, title, schema });
      return false;
    });
  if (scope) {
    const record = groupAt(form, scope);
    walk(record, Object.keys(record.properties ?? {}), scope, '');
    return found;
  }
  for (const page of form.pages) {
    if ('page' in target && page.code === target.page) break;
    if (walk(form.schema, page.fields, '', '')) break;
  }
  return found;
}
