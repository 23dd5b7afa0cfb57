import { lazy, Suspense, type ReactNode } from 'react';
import { cardWords } from '@/i18n/ru/cards';
import { Skeleton } from '@/ui/Notice';
import { arrives } from './flow';
import type { CardTab } from './parts';

const CourseTab = lazy(() => import('./CourseTab'));
const LinksTab = lazy(() => import('./LinksTab'));
const FilesTab = lazy(() => import('./FilesTab'));

/** Bones while the code of a tab comes. */
export const later = (content: ReactNode) => <Suspense fallback={<Skeleton shape="list" count={4} />}>{content}</Suspense>;

const t = cardWords.tabs;

/** Tabs that every card has. */
export const course: CardTab = { key: 'course', label: t.course, render: (card) => later(<CourseTab id={card.id} part="timeline" />) };

export const links: CardTab = {
  key: 'links',
  label: t.links,
  count: (card) => card.links.length,
  shown: (card) => card.links.length > 0,
  render: (card, desk) => later(<LinksTab card={card} desk={desk} />),
};

export const files: CardTab = {
  key: 'files',
  label: t.files,
  count: (card) => (card.files.length > 1 ? card.files.length : undefined),
  shown: (card) => arrives(card.flow),
  render: (card, desk) => later(<FilesTab card={card} desk={desk} />),
};

export const history: CardTab = { key: 'history', label: t.history, render: (card) => later(<CourseTab id={card.id} part="history" />) };
