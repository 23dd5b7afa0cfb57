import { fieldsOf, inner, isGroup, type Answer, type Answers, type Field, type FormFile } from './form';
import { canonical } from './input';

/** Fills a new draft in with what the account knows. Only what has to be answered anyway is filled in. */
export function prefill(form: FormFile, account: Record<string, string>): Answers {
  const fill = (fields: Field[]): Answers =>
    Object.fromEntries(
      fields.flatMap((field): [string, Answer][] => {
        if (field.schema.type === 'object' && field.required) {
          const own = fill(inner(field));
          return Object.keys(own).length ? [[field.name, own]] : [];
        }
        const known = account[field.schema['x-prefill'] ?? ''];
        return known && field.schema.type === 'string' ? [[field.name, canonical(field.schema, known)]] : [];
      }),
    );
  return fill(form.pages.flatMap((page) => (page.when ? [] : fieldsOf(form, page))));
}

/** Answers of two devices: what was changed here since it was last saved, over what the other has saved. */
export function merge(base: Answers, mine: Answers, theirs: Answers): Answers {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const merged = { ...theirs };
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    const [was, now, there] = [base[name], mine[name], theirs[name]];
    if (same(was, now)) continue;
    if (now === undefined) delete merged[name];
    else merged[name] = isGroup(was) && isGroup(now) && isGroup(there) ? merge(was, now, there) : now;
  }
  return merged;
}
