import type { ReactNode } from 'react';
import './exchange.css';

/** A table of the exchange: it scrolls by itself where the page is narrow. */
export function Table({ titles, children }: { titles: readonly string[]; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys too
    <div className="table-scroll" role="group" aria-label={titles[0]} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
