import { ClipboardCheck } from 'lucide-react';
import { controlWords as t } from '@/i18n/ru/assignments';
import type { Section } from '../shell/section';

export const controlSection: Section = {
  id: 'control',
  title: t.title,
  short: t.short,
  icon: ClipboardCheck,
  to: '/control',
  keys: 'G K',
};
