import type { LucideIcon } from 'lucide-react';
import type { Me } from '@/api/me';

/** A feature's line in the menu. */
export interface Section {
  id: string;
  title: string;
  icon: LucideIcon;
  /** Path of its first page: '/incoming'. */
  to: string;
  /** Two-key shortcut: 'G I'. */
  keys?: string;
  /** Counter beside the name; a hook, so that each feature asks its own query. */
  useCount?: () => number | undefined;
  /** Shown only to those who may; everybody when absent. */
  may?: (me: Me) => boolean;
}
