import type { ReactNode } from 'react';
import { letterWords as t } from '@/i18n/ru/appealLetters';
import { dayNumbers } from '@/lib/dates';

interface SideTextProps {
  title: string;
  day: string;
  /** Who wrote. */
  who?: string;
  /** Empty where the file has no text that a program can read. */
  children?: ReactNode;
}

/** One text of several that lie side by side; each is scrolled by itself. */
export function SideText({ title, day, who, children }: SideTextProps) {
  return (
    <div className="appeal-side">
      <p className="strong">
        {title} {day !== '' && <span className="muted">{dayNumbers(day)}</span>}
      </p>
      {who && <p className="muted small">{who}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text is scrolled by the keyboard */}
      <div className="appeal-text small" tabIndex={0} role="group" aria-label={title}>
        {children ? children : <span className="muted">{t.noText}</span>}
      </div>
    </div>
  );
}
