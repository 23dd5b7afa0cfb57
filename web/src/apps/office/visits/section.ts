import { CalendarClock } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../shell/section';

/** Who keeps the receptions, receives, or helps to. */
export const visitsSection: Section = {
  id: 'visits',
  title: sections.visits.title,
  icon: CalendarClock,
  to: '/visits',
  keys: 'G V',
  may: (me) => ['registry.register', 'appeals.decide', 'assignments.prepare'].some((right) => me.rights.includes(right)),
};
