import type { ReactNode } from 'react';
import { usePageTitle } from '../shell/pageTitle';

interface PartProps {
  title: string;
  /** One line below the title, where the part needs explaining. */
  lead?: string;
  /** The main action of the part, at the right of its title. */
  action?: ReactNode;
  /** Search and filters. */
  tools?: ReactNode;
  /** The body scrolls as a whole; without it a list inside scrolls by itself. */
  scroll?: boolean;
  children: ReactNode;
}

/** One part of the administration: title, action, filters, then the list or the page. */
export function Part({ title, lead, action, tools, scroll = false, children }: PartProps) {
  usePageTitle(title);
  return (
    <>
      <header className="part-head">
        <h1>{title}</h1>
        {action}
        {lead && <p className="part-lead muted small">{lead}</p>}
      </header>
      {tools && <div className="part-tools">{tools}</div>}
      {scroll ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
        <div className="part-body scroll" role="region" aria-label={title} tabIndex={0}>
          {children}
        </div>
      ) : (
        <div className="part-body">{children}</div>
      )}
    </>
  );
}
