import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '@/lib/keys';
import { view } from '@/lib/view';
import { DataGrid } from './DataGrid';
import { between, entriesOf, moved, type RowKey } from './entries';

interface Row {
  id: number;
  group: string;
}

const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ id: index + 1, group: index < 2 ? 'late' : 'today' }));
const keyOf = (row: Row) => row.id;
const item = (row: Row) => `Письмо ${row.id}`;
const groupOf = (row: Row) => ({ key: row.group, title: row.group });

const onOpen = vi.fn<(row: Row) => void>();
const onPreview = vi.fn<(row: Row) => void>();
const onEndReached = vi.fn<() => void>();

function List({ count = 5, hasMore = false }: { count?: number; hasMore?: boolean }) {
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set());
  return (
    <>
      <DataGrid
        label="Входящие"
        rows={rowsOf(count)}
        keyOf={keyOf}
        item={item}
        groupOf={groupOf}
        onOpen={onOpen}
        onPreview={onPreview}
        selected={selected}
        onSelect={setSelected}
        hasMore={hasMore}
        onEndReached={onEndReached}
      />
      <output>{[...selected].join()}</output>
    </>
  );
}

const grid = () => screen.getByRole('grid', { name: 'Входящие' });
const active = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent;
const press = (code: string, init: KeyboardEventInit = {}) => fireEvent.keyDown(grid(), { code, ...init });
const chosen = () => document.querySelector('output')?.textContent;

beforeEach(() => {
  vi.clearAllMocks();
  window.addEventListener('keydown', keys.handle);
  view.set({ singleKeys: true });
  return () => window.removeEventListener('keydown', keys.handle);
});

describe('the list by keys', () => {
  it('is walked by arrows and by J and K, and stops at its ends', () => {
    render(<List />);
    press('ArrowDown');
    expect(active()).toBe('Письмо 1');
    press('KeyJ');
    press('ArrowDown');
    expect(active()).toBe('Письмо 3');
    press('KeyK');
    expect(active()).toBe('Письмо 2');
    press('End');
    press('ArrowDown');
    expect(active()).toBe('Письмо 5');
    press('Home');
    press('ArrowUp');
    expect(active()).toBe('Письмо 1');
  });

  it('opens by Enter and previews by Space', () => {
    render(<List />);
    press('ArrowDown');
    press('Enter');
    press('Space');
    expect(onOpen).toHaveBeenCalledWith({ id: 1, group: 'late' });
    expect(onPreview).toHaveBeenCalledWith({ id: 1, group: 'late' });
  });

  it('chooses by X, a range by Shift and arrows, all by Ctrl+A, nothing by Esc', () => {
    render(<List />);
    press('ArrowDown');
    press('KeyX');
    expect(chosen()).toBe('1');
    press('KeyX');
    expect(chosen()).toBe('');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect(chosen()).toBe('1,2,3');
    press('ArrowUp', { shiftKey: true });
    expect(chosen()).toBe('1,2');
    press('KeyA', { ctrlKey: true });
    expect(chosen()).toBe('1,2,3,4,5');
    press('Escape');
    expect(chosen()).toBe('');
  });

  it('leaves letters alone when single keys are off, arrows still work', () => {
    view.set({ singleKeys: false });
    render(<List />);
    press('ArrowDown');
    press('KeyJ');
    expect(active()).toBe('Письмо 1');
  });
});

describe('the list by mouse', () => {
  it('opens a row by a click and does not when its box is ticked', () => {
    render(<List />);
    const row = within(grid()).getByText('Письмо 2');
    fireEvent.click(row);
    expect(onOpen).toHaveBeenCalledOnce();
    fireEvent.click(within(grid()).getAllByRole('checkbox')[3] as HTMLElement);
    expect(chosen()).toBe('4');
    fireEvent.click(within(grid()).getAllByRole('checkbox')[1] as HTMLElement, { shiftKey: true });
    expect(chosen()?.split(',').map(Number).toSorted()).toEqual([2, 3, 4]);
    expect(onOpen).toHaveBeenCalledOnce();
  });
});

describe('long lists', () => {
  it('draw only what is seen', () => {
    render(<List count={10_000} />);
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(40);
    expect(grid().getAttribute('aria-rowcount')).toBe('10000');
  });

  it('ask for the next page once when the end is near', () => {
    const { rerender } = render(<List count={5} hasMore />);
    expect(onEndReached).toHaveBeenCalledOnce();
    rerender(<List count={5} hasMore />);
    expect(onEndReached).toHaveBeenCalledOnce();
    rerender(<List count={9} hasMore />);
    expect(onEndReached).toHaveBeenCalledTimes(2);
  });
});

describe('places', () => {
  it('put a head where the group changes and count its rows', () => {
    const heads = entriesOf(rowsOf(5), keyOf, groupOf).filter((entry) => entry.kind === 'group');
    expect(heads.map((head) => [head.group.key, head.count])).toEqual([
      ['late', 2],
      ['today', 3],
    ]);
  });
  it('move by pages inside the list', () => {
    expect(moved(3, 'pageDown', 8)).toBe(7);
    expect(moved(3, 'pageUp', 8)).toBe(0);
  });
  it('make a range both ways', () => {
    expect(between(rowsOf(5), keyOf, 3, 1)).toEqual([2, 3, 4]);
  });
});
