import { TableHead } from '@/ui/TableHead';
import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';
import './exchange.css';

const none = (cell: ReactNode) => cell === '' || cell === null || cell === undefined || cell === false;

interface TableProps {
  label: string;
  titles: readonly string[];
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[];
  /** Columns of figures, from this one on. */
  figuresFrom?: number;
}

/** A table of the exchange. Where the page is narrow each row is a block, and every cell says what it is. */
export function Table({ label, titles, rows, figuresFrom = titles.length }: TableProps) {
  return (
    <table className="exchange-table" aria-label={label}>
      <TableHead titles={titles} figuresFrom={figuresFrom} />
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, column) => (
              <td key={titles[column]} data-title={titles[column]} className={classes(column >= figuresFrom && 'figure', none(cell) && 'none')}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
