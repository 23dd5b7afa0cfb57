import { Network } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../shell/section';

export const interagencySection: Section = {
  id: 'interagency',
  title: sections.interagency.title,
  icon: Network,
  to: '/interagency',
  may: (me) => me.rights.includes('interagency.ask') || me.rights.includes('interagency.manage'),
};
