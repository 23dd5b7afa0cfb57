import { ArrowLeftRight } from 'lucide-react';
import { exchangeWords } from '@/i18n/ru/exchange';
import type { Section } from '../shell/section';

export const exchangeSection: Section = {
  id: 'exchange',
  title: exchangeWords.title,
  icon: ArrowLeftRight,
  to: '/exchange',
  keys: 'G E',
  may: (me) => me.rights.includes('exchange.manage'),
};
