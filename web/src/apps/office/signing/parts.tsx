import { lazy, Suspense, type ReactNode } from 'react';
import { cosignWords } from '@/i18n/ru/cosign';
import { signWords as t } from '@/i18n/ru/signing';
import type { Card, CardAction, CardTab, Desk } from '../card/parts';
import { later } from '../card/tabs';

const SigningTab = lazy(() => import('./SigningTab'));
const SignDialog = lazy(() => import('./SignDialog'));
const RefuseDialog = lazy(() => import('./RefuseDialog'));
const AttachDialog = lazy(() => import('./AttachDialog'));
const CosignersDialog = lazy(() => import('./CosignersDialog'));

/** Signatures with their verdicts, and refusals. */
export const signing: CardTab = {
  key: 'signing',
  label: t.tab,
  count: (card) => card.signing.signatures.length || undefined,
  shown: ({ signing: { signatures, refusals } }) => signatures.length + refusals.length > 0,
  render: (card, desk) => later(<SigningTab card={card} desk={desk} />),
};

const show = (desk: Desk, dialog: ReactNode) => desk.show(<Suspense>{dialog}</Suspense>);

const simple = (card: Card) => card.signing.demand === 'simple';
const sign = (card: Card, desk: Desk) => show(desk, <SignDialog card={card} desk={desk} />);

const acknowledge = (card: Card, desk: Desk) => show(desk, <SignDialog card={card} desk={desk} what="acknowledgement" />);

/** Where the kind asks for a stronger signature the password is not enough, and the server names the act otherwise. */
export const actions: readonly CardAction[] = [
  { key: 'sign', label: t.sign, shortcut: 'S', primary: true, shown: simple, run: sign },
  { key: 'attach_signature', label: t.sign, shortcut: 'S', primary: true, shown: (card) => !simple(card), run: sign },
  { key: 'sign_acknowledgement', label: t.acknowledge, shortcut: 'O', primary: true, run: acknowledge },
  { key: 'refuse_signature', label: t.refuse, shortcut: 'Shift+S', primary: true, danger: true, run: (card, desk) => show(desk, <RefuseDialog card={card} desk={desk} />) },
  { key: 'attach_signature', label: t.attach, run: (card, desk) => show(desk, <AttachDialog card={card} desk={desk} />) },
  { key: 'set_cosigners', label: cosignWords.action, run: (card, desk) => show(desk, <CosignersDialog card={card} desk={desk} />) },
];
