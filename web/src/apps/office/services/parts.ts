import { ChartColumn, FileCheck2, FileText, Footprints, MessageSquareWarning, Waypoints, type LucideIcon } from 'lucide-react';
import type { Me } from '@/api/me';

type PartId = 'queue' | 'routes' | 'complaints' | 'forms' | 'figures' | 'visits';

interface PartOf {
  id: PartId;
  to: `/applications/${PartId}`;
  icon: LucideIcon;
  rights: readonly string[];
}

const figured = ['services.consider', 'services.route', 'services.complaints', 'services.catalogue', 'services.oversee'];

const parts: readonly PartOf[] = [
  { id: 'queue', to: '/applications/queue', icon: FileCheck2, rights: ['services.consider', 'services.route', 'services.complaints'] },
  { id: 'routes', to: '/applications/routes', icon: Waypoints, rights: ['services.route'] },
  { id: 'complaints', to: '/applications/complaints', icon: MessageSquareWarning, rights: ['services.complaints'] },
  { id: 'forms', to: '/applications/forms', icon: FileText, rights: ['services.route', 'services.catalogue', 'org.admin'] },
  { id: 'figures', to: '/applications/figures', icon: ChartColumn, rights: figured },
  { id: 'visits', to: '/applications/visits', icon: Footprints, rights: figured },
];

export const partsFor = (me: Pick<Me, 'rights'>) => parts.filter(({ rights }) => rights.some((right) => me.rights.includes(right)));
