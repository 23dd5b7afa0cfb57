import type { ReactNode } from 'react';
import type { Group, RowKey } from './entries';

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: '6rem', 'minmax(10rem, 2fr)'. */
  width?: string;
  /** Numbers stand at the right. */
  end?: boolean;
  sortable?: boolean;
}

export interface Sort {
  column: string;
  descending: boolean;
}

export interface DataGridProps<Row> {
  /** Name of the list, read aloud. */
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => RowKey;
  /** Two-line mode: how a row looks; usually <ListItem>. */
  item?: (row: Row) => ReactNode;
  /** Table mode. */
  columns?: readonly Column<Row>[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  groupOf?: (row: Row) => Group;
  /** The row shown in the card; without it the grid keeps the place itself. */
  current?: RowKey | undefined;
  onCurrent?: (row: Row) => void;
  /** Enter or a click. */
  onOpen?: (row: Row) => void;
  /** Space. */
  onPreview?: (row: Row) => void;
  /** Given together: rows can be chosen. */
  selected?: ReadonlySet<RowKey>;
  onSelect?: (selected: ReadonlySet<RowKey>) => void;
  /** Called near the last row, once per page; give hasMore and loadingMore. */
  onEndReached?: () => void;
  hasMore?: boolean;
  loadingMore?: boolean;
  /** All rows, when the server knows. */
  total?: number;
  /** First load: shows bones. */
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  empty?: ReactNode;
  /** J, K, X work on the whole page; off for a second list on a page. */
  pageKeys?: boolean;
}
