import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { gridWords as words } from '@/i18n/ru/kit';
import { view } from '@/lib/view';
import { useKey, useKeyNote } from '@/lib/useKeys';
import { between, moved, type Move, type RowKey } from './entries';
import type { DataGridProps } from './types';

const moves: Record<string, Move> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
};

/** The place in the list and the chosen rows, moved by keys and mouse. */
export function useGridMoves<Row>(props: DataGridProps<Row>, reveal: (place: number) => void) {
  const { rows, keyOf, current, onCurrent, onOpen, onPreview, selected, onSelect, pageKeys = true } = props;
  const [own, setOwn] = useState<RowKey | undefined>(current);
  const anchor = useRef<number | undefined>(undefined);
  const active = current ?? own;
  const place = active === undefined ? -1 : rows.findIndex((row) => keyOf(row) === active);

  const goTo = (next: number) => {
    const row = rows[next];
    if (row === undefined) return;
    setOwn(keyOf(row));
    reveal(next);
    onCurrent?.(row);
  };
  const step = (move: Move, extend = false) => {
    if (rows.length === 0) return;
    const next = moved(place, move, rows.length);
    if (extend && onSelect) {
      anchor.current ??= Math.max(place, 0);
      onSelect(new Set(between(rows, keyOf, anchor.current, next)));
    } else {
      anchor.current = undefined;
    }
    goTo(next);
  };
  const toggle = (at: number, range = false) => {
    const row = rows[at];
    if (row === undefined || !onSelect) return;
    const next = new Set(selected);
    if (range && anchor.current !== undefined) {
      for (const key of between(rows, keyOf, anchor.current, at)) next.add(key);
    } else {
      const key = keyOf(row);
      if (!next.delete(key)) next.add(key);
    }
    anchor.current = at;
    onSelect(next);
  };
  const press = (at: number) => {
    const row = rows[at];
    if (row === undefined) return;
    anchor.current = undefined;
    setOwn(keyOf(row));
    onCurrent?.(row);
    onOpen?.(row);
  };

  const choose = selected !== undefined && onSelect !== undefined;
  const noteOf = { group: words.group, enabled: pageKeys };
  useKey('J', words.down, () => step('next'), noteOf);
  useKey('K', words.up, () => step('previous'), noteOf);
  useKey('X', words.mark, () => toggle(place), { group: words.group, enabled: pageKeys && choose });
  useKeyNote('Enter', words.open, { group: words.group, enabled: pageKeys && onOpen !== undefined });
  useKeyNote('Space', words.preview, { group: words.group, enabled: pageKeys && onPreview !== undefined });
  useKeyNote('Shift+ArrowDown', words.range, { group: words.group, enabled: pageKeys && choose });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.code === 'KeyA' && event.ctrlKey && choose) {
        onSelect(new Set(rows.map(keyOf)));
        event.preventDefault();
      }
      return;
    }
    const move = moves[event.code];
    const row = rows[place];
    if (move !== undefined) step(move, event.shiftKey);
    else if (event.code === 'Enter' && row !== undefined) onOpen?.(row);
    else if (event.code === 'Space' && row !== undefined && onPreview) onPreview(row);
    else if (event.code === 'Space' && choose) toggle(place);
    else if (event.code === 'Escape' && choose && selected.size > 0) onSelect(new Set());
    else if (!pageKeys && view.get().singleKeys && event.code === 'KeyJ') step('next');
    else if (!pageKeys && view.get().singleKeys && event.code === 'KeyK') step('previous');
    else return;
    event.preventDefault();
  };

  // The card may be opened by an address: its row is brought into view once.
  const shown = useRef<RowKey | undefined>(undefined);
  useEffect(() => {
    if (current === undefined || place < 0 || shown.current === current) return;
    shown.current = current;
    reveal(place);
  }, [current, place, reveal]);

  return { place, choose, press, toggle, onKeyDown };
}
