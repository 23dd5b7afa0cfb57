import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Me } from '@/api/me';

/** A feature's line in the menu. */
export interface Section {
  id: string;
  title: string;
  /** A shorter name for the bar of a phone: «Задания». */
  short?: string;
  icon: LucideIcon;
  /** Path of its first page: '/incoming'. */
  to: string;
  /** Two-key shortcut: 'G I'. */
  keys?: string;
  /** Counter beside the name: asks its own query and shows a <Badge>, or nothing. */
  Count?: ComponentType;
  /** Shown only to those who may; everybody when absent. */
  may?: (me: Me) => boolean;
}
