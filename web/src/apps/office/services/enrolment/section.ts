import { School } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../../shell/section';

/** Who keeps the registers of schools. */
export const enrolmentSection: Section = {
  id: 'enrolment',
  title: sections.enrolment.title,
  icon: School,
  to: '/enrolment',
  may: (me) => me.rights.includes('services.enrol'),
};
