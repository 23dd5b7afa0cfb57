import { api } from '@/api/client';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { fieldTexts } from '@/i18n/errorText';
import { descriptionOf, formOf } from './form';
import type { Card } from './parts';
import { cardQuery } from './queries';

/** Runs an act that carries the form; words of refused fields go beside the fields, a newer card is fetched. */
export async function withForm<T>(card: Card, act: () => Promise<T>): Promise<T> {
  const form = formOf(card);
  try {
    const result = await act();
    form.saved();
    return result;
  } catch (error) {
    if (error instanceof ApiError) {
      if (Object.keys(error.fields).length > 0) form.refuse(fieldTexts(error));
      if (error.code === 'document.stale') await queryClient.invalidateQueries(cardQuery(card.id));
    }
    throw error;
  }
}

/** Writes the form on the card. */
export const describe = (card: Card) =>
  withForm(card, () =>
    api.PUT('/api/documents/{id}', { params: { path: { id: card.id } }, body: descriptionOf(card, formOf(card).get().fields) }),
  );

/** Before another act: what was typed must not be left behind. */
export async function describeIfChanged(card: Card): Promise<void> {
  if (card.actions.includes('describe') && formOf(card).get().changed.some((name) => name !== 'journal')) await describe(card);
}
