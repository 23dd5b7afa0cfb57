export type RowKey = string | number;

export interface Group {
  key: string;
  title: string;
  tone?: 'danger' | 'warn';
  /** All rows of the group when the server knows; else those shown, once they all are. */
  count?: number;
}

/** What stands in the list, one under another: heads of groups and rows. */
export type Entry<Row> = { kind: 'group'; group: Group; count: number } | { kind: 'row'; row: Row; key: RowKey; place: number };

/** Rows come sorted; a head is put where the group changes. */
export function entriesOf<Row>(rows: readonly Row[], keyOf: (row: Row) => RowKey, groupOf?: (row: Row) => Group): Entry<Row>[] {
  const entries: Entry<Row>[] = [];
  let head: Extract<Entry<Row>, { kind: 'group' }> | undefined;
  for (const [place, row] of rows.entries()) {
    const group = groupOf?.(row);
    if (group && group.key !== head?.group.key) {
      head = { kind: 'group', group, count: 0 };
      entries.push(head);
    }
    if (head) head.count += 1;
    entries.push({ kind: 'row', row, key: keyOf(row), place });
  }
  return entries;
}

export type Move = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';

/** The place a move leads to; stays inside the list. */
export function moved(place: number, move: Move, count: number, page = 10): number {
  const last = count - 1;
  switch (move) {
    case 'next':
      return Math.min(place + 1, last);
    case 'previous':
      return Math.max(place - 1, 0);
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'pageDown':
      return Math.min(place + page, last);
    case 'pageUp':
      return Math.max(place - page, 0);
  }
}

/** Keys between two places, both included. */
export function between<Row>(rows: readonly Row[], keyOf: (row: Row) => RowKey, from: number, to: number): RowKey[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(keyOf);
}
