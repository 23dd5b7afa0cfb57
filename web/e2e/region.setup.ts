import { test as base } from '@playwright/test';
import { settle, type Database } from './region.ts';

const test = base.extend<object, { database: Database }>({ database: ['sqlite', { option: true, scope: 'worker' }] });

test('the demonstration region is settled', ({ database }) => {
  test.setTimeout(240_000); // a whole region, with its papers made and signed
  return settle(database);
});
