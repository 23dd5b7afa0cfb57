import { Search } from 'lucide-react';
import { searchWords } from '@/i18n/ru/cards';
import type { Section } from '../shell/section';

export const searchSection: Section = {
  id: 'search',
  title: searchWords.title,
  icon: Search,
  to: '/search',
  keys: 'G S',
  may: (me) => me.rights.includes('documents.create'),
};
