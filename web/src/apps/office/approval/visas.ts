import type { components } from '@/api/schema';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { approvalWords as t } from '@/i18n/ru/approval';
import { daysBetween, dayOf, today } from '@/lib/dates';
import type { StepState } from '@/ui/Timeline';
import type { Card } from '../card/parts';
import { refreshCards } from '../card/queries';

export type Approval = components['schemas']['ApprovalView'];
export type Cycle = components['schemas']['ApprovalCycleView'];
export type Visa = components['schemas']['ApprovalVisaView'];
export type Stage = components['schemas']['ApprovalStage'];

export const currentCycle = (approval: Approval | undefined): Cycle | undefined => approval?.cycles.at(-1);

/** The visa that the reader may give now: his own before that of one whom he replaces. */
export const visaOf = (card: Card): Visa | undefined => currentCycle(card.approval.current)?.visas.find((visa) => visa.mine);

export interface Tally {
  all: number;
  done: number;
  remarks: number;
  refused: number;
}

/** How far the visas have come; opinions of subordinates are no visas. */
export function tally(approval: Approval | undefined): Tally | undefined {
  const visas = currentCycle(approval)?.visas.filter((visa) => visa.delegated_from === null && visa.state !== 'cancelled');
  if (visas === undefined || visas.length === 0) return undefined;
  return {
    all: visas.length,
    done: visas.filter((visa) => visa.vote !== '').length,
    remarks: visas.filter((visa) => visa.vote === 'agreed_with_remarks').length,
    refused: visas.filter((visa) => visa.vote === 'not_agreed').length,
  };
}

export function stateOf(visa: Visa): StepState {
  if (visa.vote === 'not_agreed') return 'failed';
  if (visa.vote !== '') return 'done';
  return visa.state === 'asked' || visa.state === 'delegated' ? 'now' : 'waiting';
}

/** «задерживает 2 дня»: the term has passed and the vote is not there. */
export function delayWords(visa: Visa): string {
  if (!visa.overdue) return '';
  if (visa.vote !== '') return t.late;
  const days = visa.due_at === null ? 0 : daysBetween(dayOf(visa.due_at), today());
  return days > 0 ? t.delayedBy(days) : t.delays;
}

/** Those on whom the document waits now. */
export const waitedFor = (cycle: Cycle | undefined): readonly Visa[] =>
  cycle?.visas.filter((visa) => visa.state === 'asked') ?? [];

/** The version that a vote would be given for, and the one that was voted on before. */
export function versionsOf(card: Card): { now: number | undefined; before: number | undefined } {
  const cycles = card.approval.current?.cycles ?? [];
  const now = cycles.at(-1)?.version_no;
  const before = cycles.findLast((cycle) => now !== undefined && cycle.version_no < now)?.version_no;
  return { now, before: before ?? (now !== undefined && now > 1 ? now - 1 : undefined) };
}

/** The route moved meanwhile, or there is a newer text: what is on the screen is old. */
export const refreshOnConflict = (documentId: number) => (error: unknown) => {
  if (error instanceof ApiError && (error.status === 409 || error.status === 404)) void refreshCards(queryClient, documentId);
};
