import { lazy } from 'react';
import { exchangeWords } from '@/i18n/ru/exchange';
import type { CardTab } from '../card/parts';
import { later } from '../card/tabs';

const ExchangeTab = lazy(() => import('./ExchangeTab'));

/** What went between the card and the feedback platform. */
export const exchange: CardTab = {
  key: 'pos',
  label: exchangeWords.tab,
  shown: (card) => card.flow === 'appeal' && card.channel === 'pos',
  render: (card) => later(<ExchangeTab id={card.id} />),
};
