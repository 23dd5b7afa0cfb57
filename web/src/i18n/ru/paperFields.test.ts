import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperFields } from './paperFields';

test('each field that a decision may have is explained, and no other', () => {
  const go = readFileSync(join(import.meta.dirname, '../../../../internal/services/paper_values.go'), 'utf8');
  const list = /var paperFields = \[\]string\{([^}]*)\}/.exec(go)?.[1] ?? '';
  const known = [...list.matchAll(/"([a-z_]+)"/g)].map(([, name]) => name);
  expect(known.length).toBeGreaterThan(30);
  expect(Object.keys(paperFields).toSorted()).toEqual(known.toSorted());
});
