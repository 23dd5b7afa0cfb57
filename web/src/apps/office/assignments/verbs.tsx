import { lazy, Suspense, type ReactNode } from 'react';
import { api } from '@/api/client';
import { verbDialogs, verbWords as t } from '@/i18n/ru/assignments';
import type { Card, Desk } from '../card/parts';
import type { Assignment } from './orders';

const ReportDialog = lazy(() => import('./ReportDialog'));
const ReassignDialog = lazy(() => import('./ReassignDialog'));
const ReasonDialog = lazy(() => import('./ReasonDialog'));
const TermDialog = lazy(() => import('./TermDialog'));
const EndingDialog = lazy(() => import('./EndingDialog'));

export type VerbKey = Exclude<keyof typeof t, 'taken'>;

/** What a person may do with an assignment now; the server says which. */
export interface Verb {
  key: VerbKey;
  label: string;
  danger: boolean;
  run: (card: Card, one: Assignment, desk: Desk) => Promise<unknown> | void;
}

type Run = Verb['run'];

const show =
  (dialog: (card: Card, one: Assignment, desk: Desk) => ReactNode): Run =>
  (card, one, desk) =>
    desk.show(<Suspense>{dialog(card, one, desk)}</Suspense>);

const reason = (how: 'return' | 'cancel' | 'reopen' | 'refuse_extension'): Run =>
  show((card, one, desk) => <ReasonDialog card={card} one={one} desk={desk} how={how} />);

const report = (kind: 'interim' | 'final' | 'contribution'): Run =>
  show((card, one, desk) => <ReportDialog card={card} one={one} desk={desk} kind={kind} />);

const take: Run = async (_, one, desk) => {
  await api.POST('/api/assignments/{id}/take', { params: { path: { id: one.id } } });
  desk.done(t.taken);
};

/** Where the control can end in the same act, the dialog asks about it; else the report is accepted at once. */
const accept: Run = (card, one, desk) => {
  if (one.control === 'none' || one.release) return acceptNow(one, desk);
  return show((...args) => <EndingDialog card={args[0]} one={args[1]} desk={args[2]} how="accept" />)(card, one, desk);
};

async function acceptNow(one: Assignment, desk: Desk) {
  await api.POST('/api/assignments/{id}/accept', { params: { path: { id: one.id } }, body: {} });
  desk.done(verbDialogs.acceptDone, { next: true });
}

const runs: Record<VerbKey, Run> = {
  take,
  report_final: report('final'),
  report_interim: report('interim'),
  contribute: report('contribution'),
  reassign: show((card, one, desk) => <ReassignDialog card={card} one={one} desk={desk} />),
  accept,
  override: show((card, one, desk) => <EndingDialog card={card} one={one} desk={desk} how="override" />),
  return: reason('return'),
  ask_extension: show((card, one, desk) => <TermDialog card={card} one={one} desk={desk} how="ask" />),
  grant_extension: show((card, one, desk) => <TermDialog card={card} one={one} desk={desk} how="grant" />),
  refuse_extension: reason('refuse_extension'),
  release: show((card, one, desk) => <EndingDialog card={card} one={one} desk={desk} how="release" />),
  cancel: reason('cancel'),
  reopen: reason('reopen'),
};

const dangerous: readonly string[] = ['cancel', 'refuse_extension'];

/** The main one first: what waits for a decision, then what is done every day, then what is rare. */
const order: readonly VerbKey[] = [
  'grant_extension',
  'refuse_extension',
  'accept',
  'return',
  'take',
  'report_final',
  'contribute',
  'reassign',
  'report_interim',
  'ask_extension',
  'override',
  'release',
  'reopen',
  'cancel',
];

/** An answer was sent: the release it proposes comes first. */
const orderFor = (one: Assignment): readonly VerbKey[] =>
  one.release_proposed_by === undefined ? order : ['grant_extension', 'refuse_extension', 'release', ...order.filter((key) => key !== 'release')];

export const verbsOf = (one: Assignment): readonly Verb[] =>
  [...new Set(orderFor(one))]
    .filter((key) => one.actions.includes(key) && !(key === 'ask_extension' && one.overdue)) // asked before the term, not after it
    .map((key) => ({ key, label: t[key], danger: dangerous.includes(key), run: runs[key] }));
