import { Network } from 'lucide-react';
import { interagencyWords } from '@/i18n/ru/interagency';
import type { Section } from '../shell/section';

export const interagencySection: Section = {
  id: 'interagency',
  title: interagencyWords.title,
  icon: Network,
  to: '/interagency',
  may: (me) => me.rights.includes('interagency.ask') || me.rights.includes('interagency.manage'),
};
