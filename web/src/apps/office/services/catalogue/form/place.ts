import type { FormFile } from '@/forms/form';
import { pageOf, schemaAt } from './model';

/** What is chosen in the builder: a page, or a field by its path. */
export type Place = { page: string; field?: undefined } | { page?: undefined; field: string };

export const keyOf = (place: Place) => (place.field === undefined ? `page:${place.page}` : `field:${place.field}`);

/** The place where it still is after a change; another one was taken away with it. */
export function still(form: FormFile, place: Place | undefined): Place | undefined {
  if (!place) return undefined;
  const there = place.field === undefined ? form.pages.some((page) => page.code === place.page) : place.field !== '' && schemaAt(form, place.field) !== undefined && pageOf(form, place.field) !== undefined;
  return there ? place : undefined;
}

export const pageCode = (form: FormFile, place: Place | undefined) => (place?.field === undefined ? place?.page : pageOf(form, place.field)?.code);

export const titleOf = (form: FormFile, place: Place) => (place.field === undefined ? form.pages.find((page) => page.code === place.page)?.title : schemaAt(form, place.field)?.title) ?? '';
