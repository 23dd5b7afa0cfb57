import type { Me } from '@/api/me';
import type { Command } from '@/ui/Command';
import { controlRoute } from './assignments/routes';
import { controlSection } from './assignments/section';
import { cardRoute } from './card/routes';
import { incomingRoute } from './incoming/routes';
import { incomingSection } from './incoming/section';
import { profileRoute } from './profile/routes';
import type { Section } from './shell/section';

// Each feature adds its lines here and nowhere else: its section of the menu, its routes, its search.

/** The menu, top-down. */
const sections: readonly Section[] = [incomingSection, controlSection];

/** Pages inside the frame. */
export const routes = [incomingRoute, controlRoute, cardRoute, profileRoute] as const;

/** What Ctrl+K asks as a person types. */
export const searches: readonly ((text: string, signal: AbortSignal) => Promise<readonly Command[]>)[] = [];

export const sectionsFor = (me: Me) => sections.filter((section) => section.may?.(me) ?? true);
