import { dayWords, dueTone, exact, momentWords } from '@/lib/dates';
import { classes } from './classes';

/** A date as people say it, the exact value on hover. `due` colours a term: red when passed, amber today. */
export function When({ value, due, moment, strong }: { value: string; due?: boolean; moment?: boolean; strong?: boolean }) {
  const tone = due ? dueTone(value) : undefined;
  return (
    <time
      className={classes('when', tone && `tone-${tone}`, (strong || tone !== undefined) && 'strong')}
      dateTime={value}
      title={exact(value)}
    >
      {moment ? momentWords(value) : dayWords(value)}
    </time>
  );
}
