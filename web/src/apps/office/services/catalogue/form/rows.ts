import type { FormFile, Schema } from '@/forms/form';
import { kindOf, type KindId } from './kinds';
import { groupAt, join, movePage, nameOf, orderField, parentOf, placeField } from './model';
import { keyOf, type Place } from './place';

/** A line of the outline. */
export type Row = { key: string; place: Place; depth: number; title: string; kind?: KindId; conditional: boolean; required: boolean; page: string; holds: boolean };

/** Kinds whose inner fields are their own affair. */
const closed: readonly KindId[] = ['file', 'marks'];

/** Pages with their fields, and fields with those inside, as they are asked. */
export function rowsOf(form: FormFile): Row[] {
  const rows: Row[] = [];
  const fields = (group: Schema, names: readonly string[], parent: string, depth: number, page: string) => {
    for (const name of names) {
      const schema = group.properties?.[name];
      if (!schema) continue;
      const path = join(parent, name);
      const place: Place = { field: path };
      const kind = kindOf(schema);
      const inner = closed.includes(kind) ? undefined : schema.type === 'array' ? schema.items : schema.type === 'object' ? schema : undefined;
      rows.push({ key: keyOf(place), place, depth, title: schema.title ?? '', kind, conditional: schema['x-when'] !== undefined, required: group.required?.includes(name) ?? false, page, holds: inner !== undefined });
      if (inner) fields(inner, Object.keys(inner.properties ?? {}), path, depth + 1, page);
    }
  };
  for (const page of form.pages) {
    const place: Place = { page: page.code };
    rows.push({ key: keyOf(place), place, depth: 0, title: page.title, conditional: page.when !== undefined, required: false, page: page.code, holds: true });
    fields(form.schema, page.fields, '', 1, page.code);
  }
  return rows;
}

/** The form after a row was dropped over another one; the same form where it may not stand there. */
export function dropped(form: FormFile, row: Row, over: Row, behind: boolean): FormFile {
  if (row.place.field === undefined) {
    const from = form.pages.findIndex((page) => page.code === row.page);
    const to = form.pages.findIndex((page) => page.code === over.page) + (behind ? 1 : 0);
    return movePage(form, row.page, to > from ? to - 1 : to);
  }
  const path = row.place.field;
  const parent = parentOf(path);
  if (parent === '') {
    const target = over.place.field?.split('.')[0];
    const page = form.pages.find((one) => one.code === over.page);
    if (!page || target === path) return form;
    return placeField(form, path, page.code, target === undefined ? 0 : page.fields.indexOf(target) + (behind ? 1 : 0));
  }
  if (over.place.field === undefined || parentOf(over.place.field) !== parent) return form;
  const names = Object.keys(groupAt(form, parent).properties ?? {});
  const from = names.indexOf(nameOf(path));
  const to = names.indexOf(nameOf(over.place.field)) + (behind ? 1 : 0);
  return orderField(form, path, to > from ? to - 1 : to);
}
