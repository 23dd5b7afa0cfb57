import { ArrowDown, ArrowUp } from 'lucide-react';
import type { CSSProperties, MouseEvent, ReactNode, Ref } from 'react';
import { gridWords as words } from '@/i18n/ru/kit';
import { classes } from '@/ui/classes';
import type { Group } from './entries';
import type { Column, DataGridProps } from './types';

interface HeadProps<Row> extends Pick<DataGridProps<Row>, 'sort' | 'onSort'> {
  columns: readonly Column<Row>[];
  choose: boolean;
  tracks: CSSProperties;
}

export function GridHead<Row>({ columns, sort, onSort, choose, tracks }: HeadProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" className="grid-columns" style={tracks}>
        {choose && (
          <span role="columnheader" className="grid-cell" aria-label={words.select} />
        )}
        {columns.map((column) => {
          const sorted = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
          return (
            <span key={column.id} role="columnheader" className={classes('grid-cell', column.end && 'end')} aria-sort={sorted}>
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className="grid-sort"
                  onClick={() => onSort({ column: column.id, descending: sorted === 'ascending' })}
                >
                  {column.title}
                  {sorted === 'ascending' && <ArrowUp size="1em" aria-hidden />}
                  {sorted === 'descending' && <ArrowDown size="1em" aria-hidden />}
                </button>
              ) : (
                column.title
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface GroupHeadProps {
  ref: Ref<HTMLDivElement>;
  index: number;
  /** Without it the head sticks to the top. */
  start: number | undefined;
  group: Group;
  count: number | undefined;
}

export function GroupHead({ ref, index, start, group, count }: GroupHeadProps) {
  return (
    <div
      ref={ref}
      data-index={index}
      role="row"
      className={classes('grid-group', start === undefined && 'grid-stuck')}
      style={start === undefined ? undefined : { transform: `translateY(${start}px)` }}
    >
      <span role="gridcell" className={classes('grid-group-title', group.tone && `tone-${group.tone}`)}>
        {group.title}
        {count !== undefined && <span className="badge">{count}</span>}
      </span>
    </div>
  );
}

interface RowProps<Row> extends Pick<DataGridProps<Row>, 'item' | 'columns'> {
  ref: Ref<HTMLDivElement>;
  id: string;
  index: number;
  start: number;
  place: number;
  row: Row;
  tracks: CSSProperties;
  active: boolean;
  /** undefined: rows of this list are not chosen. */
  chosen: boolean | undefined;
  onPress: (place: number) => void;
  onToggle: (place: number, range: boolean) => void;
}

export function GridRow<Row>(props: RowProps<Row>) {
  const { ref, id, index, start, place, row, item, columns, tracks, active, chosen, onPress, onToggle } = props;
  const cells: ReactNode = columns
    ? columns.map((column) => (
        <span key={column.id} role="gridcell" className={classes('grid-cell clip', column.end && 'end')}>
          {column.cell(row)}
        </span>
      ))
    : item && (
        <div role="gridcell" className="grow">
          {item(row)}
        </div>
      );
  const toggle = (event: MouseEvent) => {
    event.stopPropagation();
    onToggle(place, event.shiftKey);
  };
  return (
    // Keys come to the grid itself: the focus stays on it, rows are told by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus
    <div
      ref={ref}
      id={id}
      data-index={index}
      role="row"
      aria-rowindex={place + 1}
      aria-selected={chosen ?? active}
      className={classes('grid-row', active && 'active', chosen && 'chosen')}
      style={{ ...tracks, transform: `translateY(${start}px)` }}
      onClick={() => onPress(place)}
    >
      {chosen !== undefined && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus -- X and Space of the grid
        <span role="gridcell" className="grid-check" onClick={toggle}>
          <input type="checkbox" tabIndex={-1} checked={chosen} readOnly aria-label={words.select} />
        </span>
      )}
      {cells}
    </div>
  );
}
