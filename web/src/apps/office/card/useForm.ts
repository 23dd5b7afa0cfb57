import { useEffect, useSyncExternalStore } from 'react';
import { formOf, type CardForm, type FormState } from './form';
import type { Card } from './parts';

/** The form of a card, rebased when the card comes anew. */
export function useForm(card: Card): { form: CardForm; state: FormState } {
  const form = formOf(card);
  const state = useSyncExternalStore(form.subscribe, form.get);
  useEffect(() => form.rebase(card), [form, card]);
  return { form, state };
}
