import { Globe } from 'lucide-react';
import { portalWords } from '@/i18n/ru/interagency';
import type { Section } from '../../shell/section';

export const portalsSection: Section = {
  id: 'portals',
  title: portalWords.title,
  icon: Globe,
  to: '/portals',
  may: (me) => me.rights.includes('exchange.manage'),
};
