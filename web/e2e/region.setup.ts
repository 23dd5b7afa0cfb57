import { test as base } from '@playwright/test';
import { settle, type Database } from './region.ts';

const test = base.extend<object, { database: Database }>({ database: ['sqlite', { option: true, scope: 'worker' }] });

test('the demonstration region is settled', ({ database }) => settle(database));
