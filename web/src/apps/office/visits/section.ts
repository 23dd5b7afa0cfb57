import { CalendarClock } from 'lucide-react';
import { visitsTitle } from '@/i18n/ru/visitsTitle';
import type { Section } from '../shell/section';

/** Who keeps the receptions, receives, or helps to. */
export const visitsSection: Section = {
  id: 'visits',
  title: visitsTitle,
  icon: CalendarClock,
  to: '/visits',
  keys: 'G V',
  may: (me) => ['registry.register', 'appeals.decide', 'assignments.prepare'].some((right) => me.rights.includes(right)),
};
