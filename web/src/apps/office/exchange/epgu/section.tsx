import { Globe } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../../shell/section';

export const portalsSection: Section = {
  id: 'portals',
  title: sections.portals.title,
  icon: Globe,
  to: '/portals',
  may: (me) => me.rights.includes('exchange.manage'),
};
