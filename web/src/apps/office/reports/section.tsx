import { BookMarked, ChartColumn } from 'lucide-react';
import { journal, reports } from '@/i18n/ru/reports';
import type { Section } from '../shell/section';

export const reportsSection: Section = {
  id: 'reports',
  title: reports.title,
  icon: ChartColumn,
  to: '/reports',
  keys: 'G D',
  may: (me) => me.rights.includes('reports.read'),
};

export const journalsSection: Section = {
  id: 'journals',
  title: journal.section,
  icon: BookMarked,
  to: '/journals',
  keys: 'G J',
  may: (me) => me.rights.includes('registry.register'),
};
