import { lazy } from 'react';
import { appealWords } from '@/i18n/ru/appeals';
import type { CardTab } from '../card/parts';
import { later } from '../card/tabs';

const AppealTab = lazy(() => import('./AppealTab'));

/** What 59-ФЗ adds to the card: authors, questions, terms, decisions. */
export const appeal: CardTab = {
  key: 'appeal',
  label: appealWords.tab,
  shown: (card) => card.flow === 'appeal',
  render: (card, desk) => later(<AppealTab card={card} desk={desk} />),
};
