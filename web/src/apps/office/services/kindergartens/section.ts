import { Baby } from 'lucide-react';
import { kindergartenTitle } from '@/i18n/ru/enrolment';
import type { Section } from '../../shell/section';

/** Who keeps the queue to kindergartens. */
export const kindergartensSection: Section = {
  id: 'kindergartens',
  title: kindergartenTitle,
  icon: Baby,
  to: '/kindergartens',
  may: (me) => me.rights.includes('services.enrol'),
};
