import { School } from 'lucide-react';
import { enrolmentWords } from '@/i18n/ru/enrolment';
import type { Section } from '../../shell/section';

/** Who keeps the registers of schools. */
export const enrolmentSection: Section = {
  id: 'enrolment',
  title: enrolmentWords.title,
  icon: School,
  to: '/enrolment',
  may: (me) => me.rights.includes('services.enrol'),
};
