import { LibraryBig } from 'lucide-react';
import { catalogue as t } from '@/i18n/ru/catalogue';
import type { Section } from '../../shell/section';

export const catalogueSection: Section = { id: 'catalogue', title: t.title, short: t.short, icon: LibraryBig, to: '/catalogue', may: (me) => me.rights.includes('services.catalogue') };
