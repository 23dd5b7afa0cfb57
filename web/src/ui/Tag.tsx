import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { number, counter } from '@/lib/plural';
import { classes } from './classes';

export type Tone = 'plain' | 'accent' | 'warn' | 'danger' | 'done' | 'robot';

/** A state in words. At most three in a row of a list. */
export function Tag({ children, tone = 'plain', icon: Icon }: { children: ReactNode; tone?: Tone; icon?: LucideIcon }) {
  return (
    <span className={classes('tag', `tag-${tone}`)}>
      {Icon && <Icon size="1em" aria-hidden />}
      {children}
    </span>
  );
}

/** A counter beside a word; above `most` it says «99+». */
export function Badge({ count, most, tone = 'plain' }: { count: number; most?: number; tone?: 'plain' | 'danger' | 'accent' }) {
  return <span className={classes('badge', `badge-${tone}`)}>{most === undefined ? number(count) : counter(count, most)}</span>;
}
