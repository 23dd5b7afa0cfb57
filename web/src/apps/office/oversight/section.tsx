import { Gauge } from 'lucide-react';
import { oversight as t } from '@/i18n/ru/oversight';
import type { Section } from '../shell/section';
import { partsFor } from './parts';

export const oversightSection: Section = { id: 'oversight', title: t.title, short: t.short, icon: Gauge, to: '/oversight', keys: 'G R', may: (me) => partsFor(me).length > 0 };
