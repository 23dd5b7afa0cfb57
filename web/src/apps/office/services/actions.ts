import { api } from '@/api/client';
import { applicationWords as t } from '@/i18n/ru/applications';
import type { Card } from './queries';

export type VerbId = keyof typeof t.actions;

/** What an officer does with an application: at once by `send`, or in a dialog of its own. */
export interface Verb {
  id: VerbId;
  title: string;
  keys?: string;
  send?: (id: number) => Promise<unknown>;
  done?: string;
}

const path = (id: number) => ({ params: { path: { id } } });
const verb = (id: VerbId, keys?: string, send?: Verb['send']): Verb => ({ id, title: t.actions[id], ...(keys && { keys }), ...(send && { send }) });

/** The order of the buttons: what leads on stands first. */
const main: readonly Verb[] = [
  verb('confirm_cancel', undefined, (id) => api.POST('/api/applications/{id}/cancel', path(id))),
  verb('take', 'E', (id) => api.POST('/api/applications/{id}/take', path(id))),
  verb('register', 'R', (id) => api.POST('/api/applications/{id}/register', path(id))),
  verb('refuse_intake', 'X'),
  verb('route'),
  verb('proceed', 'P', (id) => api.POST('/api/applications/{id}/proceed', path(id))),
  verb('continue', 'P', (id) => api.POST('/api/applications/{id}/continue', { ...path(id), body: { brought: false } })),
  verb('resume', 'P', (id) => api.POST('/api/applications/{id}/resume', path(id))),
  verb('decide', 'D'),
  verb('ask', 'Q'),
  verb('ask_applicant', 'A'),
  verb('suspend', 'S'),
  verb('invite', 'I'),
  verb('issue', 'V'),
  verb('correct'),
];

const others: readonly Verb[] = [verb('decline_cancel'), verb('choose_way'), verb('assign'), verb('hand_over'), verb('enter_cancel'), verb('enter_correction'), verb('complain')];

const most = 5;

/** Buttons of what may be done now, and the rest in a menu. */
export function buttonsOf(card: Card): { shown: readonly Verb[]; more: readonly Verb[] } {
  const may = new Set<string>(card.actions);
  if (may.has('write') && card.cancel === undefined && !['granted', 'result_ready'].includes(card.state)) may.add('enter_cancel');
  if (may.has('correct')) {
    if (card.corrections.some(({ state }) => state === 'asked')) may.delete('enter_correction');
    else {
      may.delete('correct');
      may.add('enter_correction');
    }
  }
  if (may.has('write') || may.has('correct') || may.has('enter_correction') || card.state === 'intake_refused' || card.state === 'refused') may.add('complain');
  if (card.state === 'precheck') may.delete('take');
  const shown = main.filter(({ id }) => may.has(id));
  return { shown: shown.slice(0, most), more: [...shown.slice(most), ...others.filter(({ id }) => may.has(id))] };
}
