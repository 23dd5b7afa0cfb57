import { LibraryBig } from 'lucide-react';
import { sections } from '@/i18n/ru/sections';
import type { Section } from '../../shell/section';

export const catalogueSection: Section = { id: 'catalogue', title: sections.catalogue.title, short: sections.catalogue.short, icon: LibraryBig, to: '/catalogue', may: (me) => me.rights.includes('services.catalogue') };
