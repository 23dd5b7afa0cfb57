import { api, take } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import { ApiError } from '@/api/problem';
import { actWords as t } from '@/i18n/ru/cards';
import { arrives } from './flow';
import { fetchJournals } from './dictionaries';
import { descriptionOf, formOf } from './form';
import type { Card, Desk } from './parts';
import { withForm } from './save';

/** The journal that stands in the form, else the first that fits. */
async function journalFor(card: Card): Promise<number> {
  const chosen = formOf(card).get().fields.journal;
  if (chosen !== null) return chosen;
  const { items } = await queryClient.ensureQueryData(fetchJournals(card.flow));
  const fit = items.filter((journal) => journal.active && journal.access_mark === card.access_mark).toSorted((a, b) => a.position - b.position)[0];
  if (fit === undefined) throw new ApiError('document.journal_wrong', 422);
  return fit.id;
}

/** Gives the number: an incoming card goes with everything that was filled, a created one is frozen by its signature. */
export async function register(card: Card): Promise<{ id: number; number: string }> {
  const journal = await journalFor(card);
  const filled = arrives(card.flow) ? { card: descriptionOf(card, formOf(card).get().fields) } : {};
  return withForm(card, () => take(api.POST('/api/documents/{id}/register', { params: { path: { id: card.id } }, body: { journal_id: journal, ...filled } })));
}

export async function registerAndSay(card: Card, desk: Desk) {
  const { number } = await register(card);
  desk.done(t.registered(number), { next: arrives(card.flow) });
}

/** Registers and brings the letter before its addressee in one go. */
export async function registerAndSend(card: Card, desk: Desk) {
  const { addressee } = formOf(card).get().fields;
  const { number } = await register(card);
  if (addressee === null) {
    desk.done(t.registered(number));
    return;
  }
  try {
    await api.POST('/api/documents/{id}/send-to-executive', { params: { path: { id: card.id } }, body: { executive_id: addressee.id } });
  } catch (error) {
    desk.done(t.notSent(number));
    throw error;
  }
  desk.done(t.registeredAndSent(number, addressee.title), { next: true });
}
