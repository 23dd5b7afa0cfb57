import { lazy } from 'react';
import { cardWords } from '@/i18n/ru/cards';
import { arrives } from '../card/flow';
import type { CardTab } from '../card/parts';
import { later } from '../card/tabs';

const IncomingForm = lazy(() => import('./IncomingForm'));

export const incomingCard: CardTab = {
  key: 'card',
  label: cardWords.tabs.card,
  shown: (card) => arrives(card.flow),
  render: (card, desk) => later(<IncomingForm card={card} desk={desk} />),
};
