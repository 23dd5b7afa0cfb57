import { initials } from '@/lib/names';
import { classes } from './classes';

/** Initials of a person; the name is read from the text beside it, so it is silent unless named. */
export function Avatar({ name, small, label }: { name: string; small?: boolean; label?: boolean }) {
  const letters = initials(name);
  if (label) {
    return (
      <span className={classes('avatar', small && 'small-avatar')} role="img" aria-label={name} title={name}>
        {letters}
      </span>
    );
  }
  return (
    <span className={classes('avatar', small && 'small-avatar')} aria-hidden title={name}>
      {letters}
    </span>
  );
}
