import { Label, ProgressBar } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { number } from '@/lib/plural';
import { classes } from './classes';
import type { Tone } from './Tag';

interface ProgressProps {
  label: string;
  /** 0…100; without it the length is unknown. */
  value?: number;
  /** Words instead of «45 %»: «3 из 7». */
  words?: string;
  hideLabel?: boolean;
}

export function Progress({ label, value, words, hideLabel }: ProgressProps) {
  return (
    <ProgressBar className="progress" value={value ?? 0} isIndeterminate={value === undefined} valueLabel={words} aria-label={hideLabel ? label : undefined}>
      {({ percentage, valueText }) => (
        <>
          {!hideLabel && (
            <div className="progress-top">
              <Label>{label}</Label>
              <span>{valueText}</span>
            </div>
          )}
          <div className="progress-track">
            <div className={classes('progress-fill', value === undefined && 'moving')} style={{ inlineSize: `${percentage ?? 40}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}

interface StatProps {
  label: string;
  value: number | string;
  icon?: LucideIcon;
  tone?: Tone;
  /** Change or explanation below. */
  note?: ReactNode;
  /** The figure opens its list. */
  href?: string;
  /** What the note counts has a list of its own. */
  noteHref?: string;
}

/** One figure of a dashboard. */
export function Stat({ label, value, icon: Icon, tone = 'plain', note, href, noteHref }: StatProps) {
  const figure = (
    <>
      <span className="stat-label">
        {Icon && <Icon size="1.125em" aria-hidden />}
        {label}
      </span>
      <span className={classes('stat-value', tone !== 'plain' && `tone-${tone}`)}>{typeof value === 'number' ? number(value) : value}</span>
    </>
  );
  const words = note && <span className="stat-note">{note}</span>;
  if (noteHref !== undefined)
    return (
      <div className="stat">
        {href === undefined ? figure : <a href={href}>{figure}</a>}
        <a href={noteHref} aria-label={typeof note === 'string' ? `${label}: ${note}` : undefined}>
          {words}
        </a>
      </div>
    );
  return href === undefined ? (
    <div className="stat">
      {figure}
      {words}
    </div>
  ) : (
    <a className="stat stat-link" href={href}>
      {figure}
      {words}
    </a>
  );
}
