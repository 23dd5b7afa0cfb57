import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormFile } from '@/forms/form';
import { formBuilder as t } from '@/i18n/ru/formBuilder';
import { toast } from '@/ui/Toast';
import { useSettled } from '../../../card/useSettled';
import type { Card } from '../queries';
import { fresh, type KindId } from './kinds';
import { addField, addPage, movePage, pageOf, groupAt, nameOf, parentOf, read, removeField, removePage, stepField, write } from './model';
import { keyOf, still, titleOf, type Place } from './place';
import type { Mistake } from './Properties';
import { checkQuery } from './queries';
import { useText } from './useText';

/** The form of a draft while it is being built: its text, what is chosen, what is wrong, and every act on it. */
export function useBuilder(card: Card) {
  const typed = useText(card.id, card.form);
  const { text, change } = typed;
  const [wish, choose] = useState<Place>();
  const [said, say] = useState('');
  const form = useReading(text);
  const settled = useSettled(text);
  const { data: report } = useQuery(checkQuery(card.id, settled));
  const mistakes: readonly Mistake[] = report?.mistakes ?? [];
  const chosen = form && (still(form, wish) ?? first(form));
  const put = (next: FormFile, what = '', place?: Place) => {
    const at = place ?? chosen;
    change(write(next), what && at ? `${keyOf(at)} ${what}` : '');
    if (place) choose(place);
  };
  const add = (page: string, parent: string, kind: KindId) => {
    if (!form) return;
    const { name, schema, required } = fresh(kind);
    const made = addField(form, page, parent, name, schema, required);
    put(made.form, '', { field: made.path });
  };
  const step = (place: Place, by: -1 | 1) => {
    if (!form) return;
    const next = place.field === undefined ? movePage(form, place.page, form.pages.findIndex((page) => page.code === place.page) + by) : stepField(form, place.field, by);
    put(next, '', place);
    say(standing(next, place));
  };
  const remove = (place: Place) => {
    if (!form) return;
    const page = place.field !== undefined && parentOf(place.field) === '' ? pageOf(form, place.field)?.code : undefined;
    const title = titleOf(form, place) || t.noTitle;
    put(place.field === undefined ? removePage(form, place.page) : removeField(form, place.field));
    if (page !== undefined) choose({ page });
    else if (place.field !== undefined) choose({ field: parentOf(place.field) });
    say(t.removed(title));
    toast.done(t.removed(title), () => change(text));
  };
  return {
    ...typed,
    form,
    report,
    mistakes,
    chosen,
    said,
    changed: text !== card.form,
    /** The server reads the text as the builder does. */
    readable: form !== undefined && !mistakes.some((one) => one.part === 'text'),
    wrong: new Set(mistakes.map((one) => (one.field ? `field:${one.field}` : `page:${one.page ?? ''}`))),
    choose,
    put,
    add,
    step,
    remove,
    addPage: () => {
      if (!form) return;
      const made = addPage(form, t.newPage, chosen?.field === undefined ? chosen?.page : pageOf(form, chosen.field)?.code);
      put(made.form, '', { page: made.code });
    },
  };
}

const first = (form: FormFile): Place | undefined => (form.pages[0] ? { page: form.pages[0].code } : undefined);

/** The form in a text, read anew only when the text is another. */
function useReading(text: string) {
  const [last, setLast] = useState(() => ({ text, form: read(text) }));
  if (last.text === text) return last.form;
  const next = { text, form: read(text) };
  setLast(next);
  return next.form;
}

/** Where something stands after it was moved, for those who do not see it. */
function standing(form: FormFile, place: Place): string {
  const title = titleOf(form, place) || t.noTitle;
  if (place.field === undefined) return t.moved(title, form.pages.findIndex((page) => page.code === place.page) + 1, form.pages.length);
  const names = parentOf(place.field) === '' ? (pageOf(form, place.field)?.fields ?? []) : Object.keys(groupAt(form, parentOf(place.field)).properties ?? {});
  return t.moved(title, names.indexOf(nameOf(place.field)) + 1, names.length);
}
