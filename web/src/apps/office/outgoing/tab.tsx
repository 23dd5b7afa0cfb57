import { lazy } from 'react';
import { cardWords } from '@/i18n/ru/cards';
import { arrives } from '../card/flow';
import type { CardTab } from '../card/parts';
import { later } from '../card/tabs';

const OutgoingForm = lazy(() => import('./OutgoingForm'));
const VersionsTab = lazy(() => import('./VersionsTab'));

export const outgoingCard: CardTab = {
  key: 'card',
  label: cardWords.tabs.card,
  shown: (card) => !arrives(card.flow),
  render: (card, desk) => later(<OutgoingForm key={card.id} card={card} desk={desk} />),
};

export const versions: CardTab = {
  key: 'versions',
  label: cardWords.tabs.versions,
  count: (card) => card.versions.length,
  shown: (card) => !arrives(card.flow),
  render: (card, desk) => later(<VersionsTab key={card.id} card={card} desk={desk} />),
};
