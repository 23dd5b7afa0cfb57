import { defineConfig } from '@playwright/test';
import type { Stand } from './e2e/stand.ts';

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
const onPostgres = ['main-job.spec.ts', 'search.spec.ts', 'reports.spec.ts'];

const gallery = 'http://127.0.0.1:4173';

export default defineConfig<object, Stand>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  forbidOnly: true,
  // A journey through nine people on a busy machine may stumble once; the list names what needed another try.
  retries: process.env.CI ? 2 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Samara',
    viewport: { width: 1440, height: 900 },
    launchOptions: chromium,
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'gallery', testMatch: 'gallery.spec.ts', use: { baseURL: gallery } },
    // Every journey against the real program on the embedded database.
    { name: 'sqlite', testIgnore: 'gallery.spec.ts', use: { database: 'sqlite' } },
    // What leans on the database itself - the main job, search, reports - goes the same way on PostgreSQL; the rest of
    // the two databases is compared by the Go tests, whose counts must be equal.
    { name: 'postgres', testMatch: onPostgres, use: { database: 'postgres' } },
  ],
  // Only the gallery is served by Vite; it is quick and always the fresh one.
  webServer: {
    command: 'npm run gallery -- --logLevel error && npx vite preview --mode gallery --host 127.0.0.1 --port 4173 --strictPort',
    url: gallery + '/gallery.html',
    reuseExistingServer: false,
  },
});
