import { lazy } from 'react';
import { cardWords } from '@/i18n/ru/cards';
import type { CardTab } from '../card/parts';
import { later } from '../card/tabs';

const IncomingForm = lazy(() => import('./IncomingForm'));

export const incomingCard: CardTab = {
  key: 'card',
  label: cardWords.tabs.card,
  shown: (card) => card.flow === 'incoming',
  render: (card, desk) => later(<IncomingForm card={card} desk={desk} />),
};
