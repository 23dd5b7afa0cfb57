import { lazy, Suspense, type ReactNode } from 'react';
import { api } from '@/api/client';
import { acknowledgeWords, orderWords as t } from '@/i18n/ru/assignments';
import { arrives } from '../card/flow';
import type { Card, CardAction, CardTab, Desk } from '../card/parts';
import { later } from '../card/tabs';
import { draftOn, inMyName, isOpen, refreshOnConflict } from './orders';

const ResolutionTab = lazy(() => import('./ResolutionTab'));
const ResolutionDialog = lazy(() => import('./ResolutionDialog'));
const AcknowledgementTab = lazy(() => import('./AcknowledgementTab'));
const InformDialog = lazy(() => import('./InformDialog'));

/** Resolutions and the tree of assignments. */
export const resolution: CardTab = {
  key: 'resolution',
  label: t.tab,
  count: (card) => card.orders.resolutions.flatMap((one) => one.items).filter(isOpen).length || undefined,
  shown: (card) => card.orders.resolutions.length > 0 || arrives(card.flow) || (card.flow === 'internal' && card.number !== ''),
  render: (card, desk) => later(<ResolutionTab card={card} desk={desk} />),
};

/** Who was given the document to know of it. */
export const acknowledgement: CardTab = {
  key: 'acknowledgement',
  label: acknowledgeWords.tab,
  count: (card) => card.orders.acknowledgements.filter((one) => one.acknowledged_at === undefined).length || undefined,
  shown: (card) => card.orders.acknowledgements.length > 0,
  render: (card) => later(<AcknowledgementTab card={card} />),
};

const show = (desk: Desk, dialog: ReactNode) => desk.show(<Suspense>{dialog}</Suspense>);
const write = (card: Card, desk: Desk) => show(desk, <ResolutionDialog card={card} desk={desk} />);
const rewrite = (card: Card, desk: Desk) => show(desk, <ResolutionDialog card={card} desk={desk} draft={draftOn(card, 'edit')} />);

/** The executive takes the draft of his assistant as it is. */
async function signDraft(card: Card, desk: Desk) {
  const draft = draftOn(card, 'sign');
  if (draft === undefined) return;
  try {
    await api.POST('/api/resolutions/{id}/sign', { params: { path: { id: draft.id } }, body: { version: draft.version } });
  } catch (error) {
    refreshOnConflict(card.id)(error);
    throw error;
  }
  desk.done(t.signed, { next: true });
}

async function note(card: Card, desk: Desk) {
  await api.POST('/api/documents/{id}/noted', { params: { path: { id: card.id } } });
  desk.done(t.notedDone, { next: true });
}

/** Recorded in the reader's name from paper, and not his. */
async function disown(card: Card, desk: Desk) {
  const [first] = inMyName(card);
  if (first === undefined) return;
  try {
    await api.POST('/api/resolutions/{id}/disown', { params: { path: { id: first.id } }, body: { version: first.version } });
  } catch (error) {
    refreshOnConflict(card.id)(error);
    throw error;
  }
  desk.done(t.disowned);
}

const signable = (card: Card) => draftOn(card, 'sign') !== undefined;
const editable = (card: Card) => draftOn(card, 'edit') !== undefined;
/** Any executive may resolve on what he sees; it is his main act only where he is asked or nobody has resolved yet. */
const awaited = (card: Card) => card.state === 'with_executive' || card.state === 'registered';

export const actions: readonly CardAction[] = [
  { key: 'inform', label: acknowledgeWords.act, primary: true, shortcut: 'Shift+O', shown: (card) => card.flow === 'directive', run: (card, desk) => show(desk, <InformDialog card={card} desk={desk} />) },
  { key: 'resolve', label: t.signDraft, shortcut: 'Ctrl+Enter', primary: true, shown: signable, run: signDraft },
  { key: 'resolve', label: t.editDraft, shortcut: 'R', primary: true, shown: editable, run: rewrite },
  { key: 'resolve', label: t.resolve, shortcut: 'R', primary: true, shown: (card) => !editable(card) && awaited(card), run: write },
  { key: 'resolve', label: t.resolve, shortcut: 'R', shown: (card) => !editable(card) && !awaited(card), run: write },
  { key: 'prepare_resolution', label: t.editDraft, shortcut: 'R', primary: true, shown: editable, run: rewrite },
  { key: 'prepare_resolution', label: t.prepare, shortcut: 'R', primary: true, shown: (card) => !editable(card) && awaited(card), run: write },
  { key: 'prepare_resolution', label: t.prepare, shortcut: 'R', shown: (card) => !editable(card) && !awaited(card), run: write },
  { key: 'noted', label: t.noted, shortcut: 'O', primary: true, run: note },
  { key: 'disown_resolution', label: t.disown, danger: true, primary: true, run: disown },
  { key: 'inform', label: t.inform, shown: (card) => card.flow !== 'directive', run: (card, desk) => show(desk, <InformDialog card={card} desk={desk} />) },
];
