import type { ComponentType } from 'react';
import type { Me } from '@/api/me';
import type { Command } from '@/ui/Command';
import { adminRoutes } from './admin/routes';
import { adminSection, directorySection, findParts } from './admin/section';
import { appealsRoute } from './appeals/routes';
import { appealsSection } from './appeals/section';
import { applicationRoutes } from './services/routes';
import { applicationsSection } from './services/section';
import { sheetRoute } from './approval/routes';
import { controlRoute } from './assignments/routes';
import { controlSection } from './assignments/section';
import { cardRoute } from './card/routes';
import { registerRoute, registersRoute } from './dispatch/routes';
import { portalsRoute } from './exchange/epgu/routes';
import { portalsSection } from './exchange/epgu/section';
import { exchangeRoute } from './exchange/routes';
import { exchangeSection } from './exchange/section';
import { incomingRoute } from './incoming/routes';
import { incomingSection } from './incoming/section';
import { inquiryRoute, interagencyRoute, requestRoute } from './interagency/routes';
import { interagencySection } from './interagency/section';
import { oversightRoutes } from './oversight/routes';
import { oversightSection } from './oversight/section';
import { directiveRoute, internalRoute, outgoingRoute } from './outgoing/routes';
import { directiveSection, internalSection, outgoingSection } from './outgoing/section';
import { profileRoute } from './profile/routes';
import { disciplineRoute, journalsRoute } from './reports/routes';
import { journalsSection, reportsSection } from './reports/section';
import { findCommands } from './search/commands';
import { searchRoute } from './search/routes';
import { searchSection } from './search/section';
import { catalogueRoute, formRoute, passportRoute } from './services/catalogue/routes';
import { catalogueSection } from './services/catalogue/section';
import { enrolmentRoute } from './services/enrolment/routes';
import { enrolmentSection } from './services/enrolment/section';
import { kindergartensRoute } from './services/kindergartens/routes';
import { kindergartensSection } from './services/kindergartens/section';
import type { Section } from './shell/section';
import { Bell } from './tasks/Bell';
import { documentRoute, tasksRoute } from './tasks/routes';
import { tasksSection } from './tasks/section';
import { visitsRoute } from './visits/routes';
import { visitsSection } from './visits/section';

// Each feature adds its lines here and nowhere else: its section of the menu, its routes, its search.

/** The menu, top-down. */
const sections: readonly Section[] = [
  tasksSection,
  incomingSection,
  outgoingSection,
  internalSection,
  directiveSection,
  appealsSection,
  visitsSection,
  enrolmentSection,
  kindergartensSection,
  oversightSection,
  applicationsSection,
  controlSection,
  searchSection,
  journalsSection,
  directorySection,
  reportsSection,
  interagencySection,
  exchangeSection,
  portalsSection,
  catalogueSection,
  adminSection,
];

/** Pages inside the frame. */
export const routes = [catalogueRoute, passportRoute, formRoute, tasksRoute, documentRoute, incomingRoute, outgoingRoute, internalRoute, directiveRoute, appealsRoute, visitsRoute, exchangeRoute, portalsRoute, interagencyRoute, requestRoute, inquiryRoute, registersRoute, registerRoute, controlRoute, sheetRoute, searchRoute, cardRoute, journalsRoute, disciplineRoute, adminRoutes, oversightRoutes, applicationRoutes, enrolmentRoute, kindergartensRoute, profileRoute] as const;

/** What Ctrl+K asks as a person types. */
export const searches: readonly ((text: string, signal: AbortSignal) => Promise<readonly Command[]>)[] = [findCommands, findParts];

/** Beside the person at the foot of the menu. */
export const tools: readonly ComponentType[] = [Bell];

export const sectionsFor = (me: Me) => sections.filter((section) => section.may?.(me) ?? true);
