import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { gridWords as words } from '@/i18n/ru/kit';
import { ErrorBox, Skeleton } from '@/ui/Notice';
import { classes } from '@/ui/classes';
import { entriesOf } from './entries';
import { GridHead, GridRow, GroupHead } from './GridRow';
import './grid.css';
import type { DataGridProps } from './types';
import { useGridMoves } from './useGridMoves';

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** Long lists: only what is seen is drawn. Two-line mode with `item`, table mode with `columns`. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, loading = false, error, onRetry, empty, columns } = props;
  if (error !== undefined && error !== null && rows.length === 0) {
    return (
      <div className="grid-state">
        <ErrorBox error={error} onRetry={onRetry} />
      </div>
    );
  }
  if (loading && rows.length === 0) return <Skeleton shape={columns ? 'table' : 'list'} count={8} />;
  if (rows.length === 0) return <div className="grid-state">{empty}</div>;
  return <Filled {...props} />;
}

function Filled<Row>(props: DataGridProps<Row>) {
  const { label, rows, keyOf, item, columns, groupOf, selected, total, loadingMore = false } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => entriesOf(rows, keyOf, groupOf), [rows, keyOf, groupOf]);
  const heads = useMemo(() => entries.flatMap((entry, index) => (entry.kind === 'group' ? [index] : [])), [entries]);
  const lines = useMemo(() => entries.flatMap((entry, index) => (entry.kind === 'row' ? [index] : [])), [entries]);
  const table = columns !== undefined;
  const sticky = useRef(-1);
  const activeLine = useRef(-1);

  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    // Heights belong to rows, not to places: a row that comes in between must not take its neighbour's.
    getItemKey: useCallback(
      (index: number) => {
        const entry = entries[index];
        return entry?.kind === 'row' ? entry.key : `group-${entry?.group.key ?? index}`;
      },
      [entries],
    ),
    estimateSize: (index) => rem() * (entries[index]?.kind === 'group' ? 2 : table ? 2.25 : 5),
    overscan: 6,
    scrollPaddingStart: rem() * ((table ? 2.25 : 0) + (heads.length > 0 ? 2 : 0)),
    // The head of the group in view and the row with the focus are always drawn.
    rangeExtractor: useCallback(
      (range: Range) => {
        sticky.current = heads.findLast((head) => head <= range.startIndex) ?? -1;
        const kept = new Set(defaultRangeExtractor(range));
        for (const index of [sticky.current, activeLine.current]) if (index >= 0 && index < range.count) kept.add(index);
        return [...kept].toSorted((a, b) => a - b);
      },
      [heads],
    ),
  });

  const reveal = useCallback(
    (place: number) => {
      const index = lines[place];
      if (index !== undefined) virtual.scrollToIndex(index, { align: 'auto' });
    },
    [lines, virtual],
  );
  const { place, choose, press, toggle, onKeyDown } = useGridMoves(props, reveal);
  activeLine.current = lines[place] ?? -1;

  const items = virtual.getVirtualItems();
  useEndReached(props, (items.at(-1)?.index ?? 0) >= entries.length - 8);

  const template = columns?.map((column) => column.width ?? 'minmax(6rem, 1fr)').join(' ');
  const tracks = { gridTemplateColumns: template && (choose ? `2.25rem ${template}` : template) };
  const rowId = (at: number) => `${id}-${at}`;

  return (
    <div className="grid-frame">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- it has tabIndex; rows are told by aria-activedescendant */}
      <div
        ref={scroller}
        className={classes('grid', table ? 'grid-table' : 'grid-list')}
        role="grid"
        aria-label={label}
        aria-rowcount={total ?? (props.hasMore ? -1 : rows.length)}
        aria-multiselectable={choose || undefined}
        aria-activedescendant={place >= 0 ? rowId(place) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {table && <GridHead {...props} columns={columns} choose={choose} tracks={tracks} />}
        <div role="rowgroup" className="grid-body" style={{ blockSize: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            if (entry.kind === 'group') {
              return (
                <GroupHead
                  key={`group-${entry.group.key}`}
                  ref={virtual.measureElement}
                  index={index}
                  start={index === sticky.current ? undefined : start}
                  group={entry.group}
                  count={entry.group.count ?? (props.hasMore && index === heads.at(-1) ? undefined : entry.count)}
                />
              );
            }
            return (
              <GridRow
                key={entry.key}
                ref={virtual.measureElement}
                id={rowId(entry.place)}
                index={index}
                start={start}
                place={entry.place}
                row={entry.row}
                item={item}
                columns={columns}
                tracks={tracks}
                active={entry.place === place}
                chosen={choose ? (selected?.has(entry.key) ?? false) : undefined}
                onPress={press}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
      <div className={loadingMore ? 'grid-more' : 'visually-hidden'} role="status">
        {loadingMore ? words.loadingMore : ''}
      </div>
    </div>
  );
}

/** Asks for the next page when the end is near, once for each length of the list. */
function useEndReached<Row>({ rows, hasMore = false, loadingMore = false, onEndReached }: DataGridProps<Row>, near: boolean) {
  const asked = useRef(-1);
  useEffect(() => {
    if (!near || !hasMore || loadingMore || asked.current === rows.length) return;
    asked.current = rows.length;
    onEndReached?.();
  }, [near, hasMore, loadingMore, rows.length, onEndReached]);
}
