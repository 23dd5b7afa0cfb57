import { Gauge } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../shell/section';
import { partsFor } from './parts';

export const oversightSection: Section = { id: 'oversight', title: sections.oversight.title, short: sections.oversight.short, icon: Gauge, to: '/oversight', keys: 'G R', may: (me) => partsFor(me).length > 0 };
