import { defineConfig } from '@playwright/test';
import type { Installation } from '../e2e/stand.ts';
import whole from '../playwright.config.ts';

/** Takes the pictures of the README and of the guides anew: `npm run pictures`, with ../bin/veche built. */
export default defineConfig<object, Installation>({
  ...whole,
  testDir: '.',
  outputDir: '../test-results/pictures',
  globalSetup: '../e2e/region.ts',
  workers: 1,
  timeout: 180_000,
  reporter: [['list']],
  projects: [
    { name: 'region', testDir: '../e2e', testMatch: 'region.setup.ts', use: { database: 'sqlite' } },
    { name: 'pictures', dependencies: ['region'], testMatch: 'pictures.spec.ts', use: { database: 'sqlite' } },
  ],
});
