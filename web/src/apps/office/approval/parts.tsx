import { lazy, Suspense, type ReactNode } from 'react';
import { api } from '@/api/client';
import { approvalWords as t, voteDialog } from '@/i18n/ru/approval';
import { arrives } from '../card/flow';
import type { Card, CardAction, CardTab, Desk } from '../card/parts';
import { later } from '../card/tabs';
import { currentCycle, refreshOnConflict, tally, visaOf } from './visas';

const ApprovalTab = lazy(() => import('./ApprovalTab'));
const VoteDialog = lazy(() => import('./VoteDialog'));
const DelegateDialog = lazy(() => import('./DelegateDialog'));
const StartDialog = lazy(() => import('./StartDialog'));
const CycleDialog = lazy(() => import('./CycleDialog'));

/** The route, its visas and cycles. */
export const approval: CardTab = {
  key: 'approval',
  label: t.tab,
  count: ({ approval: { current } }) => {
    const votes = current?.state === 'running' ? tally(current) : undefined;
    return votes && votes.all - votes.done;
  },
  shown: (card) => !arrives(card.flow),
  render: (card, desk) => later(<ApprovalTab card={card} desk={desk} />),
};

const show = (desk: Desk, dialog: ReactNode) => desk.show(<Suspense>{dialog}</Suspense>);

/** Acts without a dialog tell of a refusal in a toast; the card is asked anew when it turned out to be old. */
async function act(card: Card, call: () => Promise<unknown>) {
  try {
    await call();
  } catch (error) {
    refreshOnConflict(card.id)(error);
    throw error;
  }
}

async function agree(card: Card, desk: Desk) {
  const { current } = card.approval;
  const cycle = currentCycle(current);
  const visa = visaOf(card);
  if (current === undefined || cycle === undefined) return;
  await act(card, () =>
    api.POST('/api/approvals/{id}/vote', {
      params: { path: { id: current.id } },
      body: { sha256: cycle.sha256, vote: 'agreed', ...(visa ? { visa_id: visa.id } : {}) },
    }),
  );
  desk.done(voteDialog.agreed, { next: true });
}

async function recall(card: Card, desk: Desk) {
  const { current } = card.approval;
  if (current === undefined) return;
  await act(card, () => api.POST('/api/approvals/{id}/recall', { params: { path: { id: current.id } } }));
  desk.done(t.recalled);
}

const vote = (how: 'agreed_with_remarks' | 'not_agreed' | 'abstained_conflict') => (card: Card, desk: Desk) =>
  show(desk, <VoteDialog card={card} desk={desk} vote={how} />);

export const actions: readonly CardAction[] = [
  { key: 'vote', label: t.agree, shortcut: 'V', primary: true, run: agree },
  { key: 'vote', label: t.remarks, primary: true, run: vote('agreed_with_remarks') },
  { key: 'vote', label: t.reject, primary: true, danger: true, shortcut: 'Shift+V', run: vote('not_agreed') },
  { key: 'delegate', label: t.delegate, run: (card, desk) => show(desk, <DelegateDialog card={card} desk={desk} />) },
  { key: 'vote', label: t.abstain, run: vote('abstained_conflict') },
  { key: 'next_cycle', label: t.nextCycle, primary: true, run: (card, desk) => show(desk, <CycleDialog card={card} desk={desk} />) },
  {
    key: 'start_approval',
    label: t.start,
    primary: true,
    shown: (card) => !card.actions.includes('next_cycle'),
    run: (card, desk) => show(desk, <StartDialog card={card} desk={desk} />),
  },
  {
    key: 'start_approval',
    label: t.start,
    shown: (card) => card.actions.includes('next_cycle'),
    run: (card, desk) => show(desk, <StartDialog card={card} desk={desk} />),
  },
  { key: 'recall', label: t.recall, run: recall },
];
