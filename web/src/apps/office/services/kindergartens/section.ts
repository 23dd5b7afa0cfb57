import { Baby } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../../shell/section';

/** Who keeps the queue to kindergartens. */
export const kindergartensSection: Section = {
  id: 'kindergartens',
  title: sections.kindergartens.title,
  icon: Baby,
  to: '/kindergartens',
  may: (me) => me.rights.includes('services.enrol'),
};
