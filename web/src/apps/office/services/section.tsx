import { IdCard } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../shell/section';
import { partsFor } from './parts';

export const applicationsSection: Section = { id: 'applications', title: sections.applications.title, short: sections.applications.short, icon: IdCard, to: '/applications', keys: 'G U', may: (me) => partsFor(me).length > 0 };
