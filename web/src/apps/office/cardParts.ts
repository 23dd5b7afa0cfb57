import type { CardAction, CardTab } from './card/parts';
import { cardTabs } from './card/tabs';

// Each feature adds its lines here and nowhere else; the order is that of the screen.

export const tabs: readonly CardTab[] = [...cardTabs];

export const actions: readonly CardAction[] = [];
