import { IdCard } from 'lucide-react';
import { applicationWords as t } from '@/i18n/ru/applications';
import type { Section } from '../shell/section';
import { partsFor } from './parts';

export const applicationsSection: Section = { id: 'applications', title: t.title, short: t.short, icon: IdCard, to: '/applications', keys: 'G U', may: (me) => partsFor(me).length > 0 };
