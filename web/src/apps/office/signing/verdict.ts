import { BadgeCheck, ShieldAlert, ShieldQuestion, type LucideIcon } from 'lucide-react';
import type { components } from '@/api/schema';
import type { Tone } from '@/ui/Tag';

export type Signature = components['schemas']['SigningView'];

/** How a verdict looks; its words stand beside it always. */
export const looks: Record<Signature['verdict'], { tone: Tone; icon: LucideIcon }> = {
  valid: { tone: 'done', icon: BadgeCheck },
  invalid: { tone: 'danger', icon: ShieldAlert },
  indeterminate: { tone: 'warn', icon: ShieldQuestion },
  unchecked: { tone: 'warn', icon: ShieldQuestion },
};
