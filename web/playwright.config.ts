import { defineConfig } from '@playwright/test';
import type { Installation } from './e2e/stand.ts';

/** Debian's Chromium without the calls home that a closed network refuses. */
const chromium = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Journeys that are made once on each database. */
const onPostgres = ['main-job.spec.ts', 'search.spec.ts', 'reports.spec.ts', 'pos.spec.ts'];

export default defineConfig<object, Installation>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/region.ts',
  // A browser waits as much as it works: two at a time keep two cores busy. Each has a program and a region of its own.
  workers: 2,
  forbidOnly: true,
  // A journey through nine people on a busy machine may stumble once; the run names at its end what needed another try.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./e2e/tries.ts']],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Samara',
    viewport: { width: 1440, height: 900 },
    launchOptions: chromium,
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    // Writing down every look of the page takes time: only what fails is gone through again with it.
    trace: 'on-first-retry',
  },
  projects: [
    { name: 'gallery', testMatch: 'gallery.spec.ts' },
    { name: 'sqlite-region', testMatch: 'region.setup.ts', use: { database: 'sqlite' } },
    { name: 'postgres-region', testMatch: 'region.setup.ts', use: { database: 'postgres' } },
    // Every journey against the real program on the embedded database.
    { name: 'sqlite', dependencies: ['sqlite-region'], testIgnore: 'gallery.spec.ts', use: { database: 'sqlite' } },
    // What leans on the database itself - the main job, search, reports, the exchange with ПОС - goes the same way on PostgreSQL; the rest of
    // the two databases is compared by the Go tests, whose counts must be equal.
    { name: 'postgres', dependencies: ['postgres-region'], testMatch: onPostgres, use: { database: 'postgres' } },
  ],
});
