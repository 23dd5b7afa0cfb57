import type { ReactNode } from 'react';
import type { components } from '@/api/schema';

// What a feature adds to the card. The card knows no feature: apps/office/cardParts.ts puts the lists together,
// in the order in which they are shown.

export type Card = components['schemas']['CardsCard'];

export interface CardTab {
  /** Stands in the address: ?tab=resolution. */
  key: string;
  label: string;
  count?: (card: Card) => number | undefined;
  /** Cards that have this tab; all of them when absent. */
  shown?: (card: Card) => boolean;
  /** Give lazy() components: the tab's code is fetched when it is opened. */
  render: (card: Card, desk: Desk) => ReactNode;
}

/** A button. It is shown only while its key stands in card.actions. */
export interface CardAction {
  /** A word of card.actions: register, send_to_executive, sign. */
  key: string;
  label: string;
  /** 'Ctrl+Enter', 'E'; shown in the tip. */
  shortcut?: string;
  /** The first primary one is the filled button; the others stand beside it, without primary – in «Ещё». */
  primary?: boolean;
  danger?: boolean;
  /** Which of the cards with this key have the button. */
  shown?: (card: Card) => boolean;
  /** Acts at once (the button waits for the promise, a refusal is told in a toast) or shows a dialog on the desk. */
  run: (card: Card, desk: Desk) => Promise<unknown> | void;
}

/** The place where the card lies; given to tabs and actions. */
export interface Desk {
  /** Shows a dialog or a drawer over the card: desk.show(<RefuseDialog card={card} desk={desk} />). */
  show: (dialog: ReactNode) => void;
  close: () => void;
  /** The act is done: the dialog goes, the card and the lists are asked anew, the words are told. */
  done: (text: string, after?: Done) => void;
  /** Another tab of this card. */
  openTab: (key: string) => void;
  /** Another card: a link, a duplicate. */
  openCard: (id: number) => void;
}

export interface Done {
  /** The card has left this person's queue: the next document opens by itself. */
  next?: boolean;
  /** Takes the act back; offered for eight seconds. */
  undo?: () => void;
}

/** The address of one card, for links from anywhere. */
export const cardHref = (id: number, tab?: string) => (tab === undefined ? `/cards/${id}` : `/cards/${id}?tab=${tab}`);
