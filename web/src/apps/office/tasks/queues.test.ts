import { expect, it } from 'vitest';
import { countOf, tabOf, tilesFor } from './queues';

const counters = [
  { kind: 'consider', open: 2, overdue: 0 },
  { kind: 'inform', open: 1, overdue: 0 },
  { kind: 'register', open: 3, overdue: 1 },
];

it('a chief has his four queues, and one more where something waits', () => {
  const tiles = tilesFor({ rights: ['assignments.issue'], acting: [], assists: [] }, counters);
  expect(tiles.map(({ id }) => id)).toEqual(['sign', 'vote', 'consider', 'control', 'office']);
  expect(countOf(counters, tiles[2]?.kinds ?? [])).toBe(3);
});

it('an executor begins with what he executes, a clerk with the office', () => {
  expect(tilesFor({ rights: [], acting: [], assists: [] }, [])[0]?.id).toBe('execute');
  expect(tilesFor({ rights: ['registry.register'], acting: [], assists: [] }, [])[0]?.id).toBe('office');
});

it('a task opens the part of the card it is about', () => {
  expect(tabOf({ kind: 'vote' })).toBe('approval');
  expect(tabOf({ kind: 'consider' })).toBe('resolution');
  expect(tabOf({ kind: 'register' })).toBeUndefined();
});
