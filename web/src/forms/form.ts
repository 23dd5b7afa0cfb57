// The file of a form as docs/forms.md fixes it. internal/services/form reads the same file.

export type Kind = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';

export type Option = { const: string; title: string; description?: string };

export type Schema = {
  type: Kind;
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: false;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  enum?: string[];
  oneOf?: Option[];
  minimum?: number;
  maximum?: number;
  const?: true;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  'x-error'?: string | Record<string, string>;
  'x-mask'?: string;
  'x-autocomplete'?: string;
  'x-widget'?: string;
  'x-prefill'?: string;
  'x-unit'?: string;
  'x-dictionary'?: string;
  'x-earliest'?: string;
  'x-latest'?: string;
  'x-when'?: Condition;
};

export type Condition = {
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
  field?: string;
  is?: string | number | boolean;
  in?: (string | number | boolean)[];
  has?: string;
  filled?: true;
  before?: string;
  after?: string;
  least?: number;
  most?: number;
};

export type PageFile = { code: string; title: string; hint?: string; fields: string[]; when?: Condition };

export type Entry = { code: string; title: string; note?: string };

export type FormFile = { schema: Schema; pages: PageFile[]; dictionaries?: Record<string, Entry[]> };

/** An answer is what JSON holds; a group is an object, a list an array. */
export type Answer = string | number | boolean | null | Answer[] | { [name: string]: Answer };
export type Answers = { [name: string]: Answer };

export type Problem = { path: string; code: string; text: string };

/** A property with what its place adds to it. */
export type Field = {
  name: string;
  /** within its scope: the whole form, or one item of a list */
  path: string;
  title: string;
  /** titles of the groups around it, up to its scope */
  context: string[];
  schema: Schema;
  required: boolean;
  when: Condition[];
};

const wordless = (...conditions: (Condition | undefined)[]) => conditions.filter((one) => one !== undefined);

/** The fields of a page, in its order. */
export function fieldsOf(form: FormFile, page: PageFile): Field[] {
  return page.fields.flatMap((name) => {
    const schema = form.schema.properties?.[name];
    if (!schema) return [];
    return {
      name,
      path: name,
      title: schema.title ?? name,
      context: [],
      schema,
      required: form.schema.required?.includes(name) ?? false,
      when: wordless(page.when, schema['x-when']),
    };
  });
}

/** The fields of the whole form, in the order of asking. */
export const allFields = (form: FormFile) => form.pages.flatMap((page) => fieldsOf(form, page));

/** The fields inside a group. */
export function inner(group: Field): Field[] {
  const context = group.path ? [...group.context, group.title] : group.context;
  return Object.entries(group.schema.properties ?? {}).map(([name, schema]) => ({
    name,
    path: group.path ? `${group.path}.${name}` : name,
    title: schema.title ?? name,
    context,
    schema,
    required: group.schema.required?.includes(name) ?? false,
    when: wordless(schema['x-when']),
  }));
}

/** An item of a list: a scope of its own. */
export const itemOf = (list: Field): Field => ({
  name: '',
  path: '',
  title: list.schema.items?.title ?? list.title,
  context: [],
  schema: list.schema.items ?? { type: 'string' },
  required: true,
  when: [],
});

/** What may be chosen in a field; undefined where anything may be written. */
export function options(form: FormFile, schema: Schema): Option[] | undefined {
  if (schema.enum) return schema.enum.map((value) => ({ const: value, title: value }));
  if (schema.oneOf) return schema.oneOf;
  const name = schema['x-dictionary'];
  return name
    ? form.dictionaries?.[name]?.map((entry) => ({ const: entry.code, title: entry.title, ...(entry.note ? { description: entry.note } : {}) }))
    : undefined;
}

export const isGroup = (answer: Answer | undefined): answer is Answers => typeof answer === 'object' && answer !== null && !Array.isArray(answer);

/** The answer at a path; undefined where there is none. */
export function at(answers: Answer | undefined, path: string): Answer | undefined {
  if (path === '') return answers;
  const [step = '', ...rest] = path.split('.');
  if (Array.isArray(answers)) return at(answers[Number(step)], rest.join('.'));
  return isGroup(answers) && Object.hasOwn(answers, step) ? at(answers[step], rest.join('.')) : undefined;
}

/** The answers with another answer at a path; undefined takes it away. */
export function put(answers: Answers, path: string, answer: Answer | undefined): Answers {
  return (change(answers, path.split('.'), answer) ?? {}) as Answers;
}

function change(here: Answer | undefined, way: string[], answer: Answer | undefined): Answer | undefined {
  const [step, ...rest] = way;
  if (step === undefined) return answer;
  // No field is named by a number: that is a place in a list, whose first item is shown before the list is there.
  if (Array.isArray(here) || (here === undefined && /^\d+$/.test(step))) {
    const list = here ?? [];
    const place = Number(step);
    const next = change(list[place], rest, answer);
    if (next === undefined && (rest.length === 0 || here === undefined)) return here?.toSpliced(place, 1);
    return [...list.slice(0, place), next ?? {}, ...list.slice(place + 1)]; // an item that lost its last answer is still an item
  }
  const { [step]: old, ...others } = isGroup(here) ? here : {};
  const next = change(old, rest, answer);
  if (next !== undefined) return { ...others, [step]: next };
  return Object.keys(others).length > 0 ? others : undefined;
}
