import type { CardTab } from './parts';

/** Tabs that every card has. */
export const cardTabs: readonly CardTab[] = [];
