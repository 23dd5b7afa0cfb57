import { ArrowLeftRight } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../shell/section';

export const exchangeSection: Section = {
  id: 'exchange',
  title: sections.exchange.title,
  icon: ArrowLeftRight,
  to: '/exchange',
  keys: 'G E',
  may: (me) => me.rights.includes('exchange.manage'),
};
