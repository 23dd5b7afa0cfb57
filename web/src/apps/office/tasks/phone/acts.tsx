import { Check, ClipboardCheck, Eye, Forward, MessageSquare, PenLine, Send, SquarePen, Undo2, X, type LucideIcon } from 'lucide-react';
import { approvalWords } from '@/i18n/ru/approval';
import { orderWords } from '@/i18n/ru/assignments';
import { assignmentOf, assignmentsOf } from '../../assignments/orders';
import { verbsOf } from '../../assignments/verbs';
import { actions } from '../../cardParts';
import type { Card, Desk } from '../../card/parts';
import type { Task } from '../queues';

/** A button under the thumb. */
export interface Act {
  id: string;
  label: string;
  icon: LucideIcon | undefined;
  danger: boolean;
  run: (desk: Desk) => Promise<unknown> | void;
}

const icons: Readonly<Record<string, LucideIcon>> = {
  sign: PenLine,
  attach_signature: PenLine,
  refuse_signature: X,
  vote: Check,
  resolve: MessageSquare,
  prepare_resolution: MessageSquare,
  noted: Eye,
  sign_acknowledgement: PenLine,
  inform: Send,
  take: ClipboardCheck,
  report_final: ClipboardCheck,
  contribute: Send,
  reassign: Forward,
  accept: Check,
  return: Undo2,
  grant_extension: Check,
  refuse_extension: X,
  release: Check,
};

/** Acts of one key that look different. */
const named: Readonly<Record<string, LucideIcon>> = { [orderWords.signDraft]: PenLine, [orderWords.editDraft]: SquarePen, [approvalWords.remarks]: MessageSquare };

/** What may be decided here, the main one first: about the assignment in question, else about the document. */
export function actsOn(card: Card, task: Task | undefined, about: string | undefined): { main: readonly Act[]; rest: readonly Act[] } {
  const one = assignmentsOf(card).find(({ id }) => id === assignmentOf(task?.subject ?? about));
  const verbs: readonly Act[] = one
    ? verbsOf(one).map(({ key, label, danger, run }) => ({ id: key, label, icon: icons[key], danger, run: (desk) => run(card, one, desk) }))
    : [];
  const mine = actions.filter((action) => card.actions.includes(action.key) && (action.shown?.(card) ?? true));
  const own = mine.map(({ key, label, danger = false, primary = false, run }) => ({
    primary,
    act: { id: label, label, icon: danger ? X : (named[label] ?? icons[key]), danger, run: (desk: Desk) => run(card, desk) } satisfies Act,
  }));
  if (verbs.length > 0) return { main: verbs.slice(0, 3), rest: [...verbs.slice(3), ...own.map(({ act }) => act)] };
  const main = own.filter(({ primary }) => primary).slice(0, 3);
  return { main: main.map(({ act }) => act), rest: own.filter((each) => !main.includes(each)).map(({ act }) => act) };
}
