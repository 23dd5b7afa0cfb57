import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import type { Me } from '@/api/me';
import { orderWords as t } from '@/i18n/ru/assignments';
import type { Tone } from '@/ui/Tag';
import type { Card } from '../card/parts';
import { refreshCards } from '../card/queries';

export type Assignment = components['schemas']['AssignmentsAssignmentView'];
export type Resolution = components['schemas']['AssignmentsResolutionView'];

/** Any tab or bar may ask which assignment it is about: «assignment:12» of a task or of the address. */
export function assignmentOf(subject: string | undefined): number | undefined {
  const found = /^assignment:(\d+)$/.exec(subject ?? '');
  return found ? Number(found[1]) : undefined;
}

export const assignmentsOf = (card: Card): readonly Assignment[] => card.orders.resolutions.flatMap((one) => one.items);

/** What somebody recorded from paper in the reader's name, while he may still say that it is not his. */
export const inMyName = (card: Card): readonly Resolution[] => card.orders.resolutions.filter((one) => one.actions.includes('disown'));

/** The draft that lies before the reader, if he may sign or edit it. */
export const draftOn = (card: Card, action: 'sign' | 'edit'): Resolution | undefined =>
  card.orders.resolutions.findLast((one) => one.state === 'draft' && one.actions.includes(action));

const tones: Readonly<Record<string, Tone>> = {
  issued: 'accent',
  in_progress: 'accent',
  report_submitted: 'warn',
  returned_for_rework: 'warn',
  executed: 'done',
};

export const toneOf = (state: string): Tone => tones[state] ?? 'plain';

export const isOpen = ({ state }: { state: string }) => !['draft', 'executed', 'cancelled'].includes(state);

/** «просрочено на 2 рабочих дня», «осталось 3 рабочих дня»; nothing once it has ended or the report is there. */
export function leftWords(one: Pick<Assignment, 'state' | 'overdue' | 'days_left' | 'due_on'>): string {
  if (one.overdue && !isOpen(one)) return t.lateReport;
  if (one.overdue) return t.overdueBy(Math.abs(Math.min(0, one.days_left)));
  if (!isOpen(one) || one.state === 'report_submitted' || one.due_on === '') return '';
  return t.left(one.days_left);
}

/** Which assignment a person looks at first: the one in question, the one that waits for him, his own. */
export function firstToShow(all: readonly Assignment[], subject: number | undefined): Assignment | undefined {
  return (
    all.find((one) => one.id === subject) ??
    all.find((one) => one.actions.length > 0 && one.state !== 'executed') ??
    all.find((one) => one.roles.includes('responsible')) ??
    (all.length === 1 ? all[0] : undefined)
  );
}

/** In whose name this person may write resolutions: his own, of those whom he replaces, of those whom he helps. */
export function authorsOf(me: Me): readonly { id: number; name: string; acting: boolean }[] {
  const own = me.rights.includes('assignments.issue') ? [{ id: me.id, name: me.name, acting: false }] : [];
  return [
    ...own,
    ...me.acting.map(({ id, name }) => ({ id, name, acting: true })),
    ...me.assists.map(({ id, name }) => ({ id, name, acting: false })),
  ];
}

/** Somebody changed it meanwhile: what is on the screen is old. */
export const refreshOnConflict = (documentId: number) => (error: unknown) => {
  if (error instanceof ApiError && (error.status === 409 || error.status === 404)) void refreshCards(queryClient, documentId);
};
