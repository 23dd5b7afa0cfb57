import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { preview } from 'vite';
import { test as base } from './inspect.ts';

export { expect } from './inspect.ts';

const root = join(import.meta.dirname, '..');

/** Specs against the gallery of the kit: built when the first of them begins, so it is always the fresh one. */
export const test = base.extend<object, { gallery: string }>({
  gallery: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      // By another process: this one has the environment of a test, for which React builds something else.
      await promisify(execFile)('npm', ['run', 'gallery', '--', '--logLevel', 'error'], { cwd: root, env: { ...process.env, NODE_ENV: undefined } });
      const server = await preview({ root, mode: 'gallery', logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ gallery }, use) => use(gallery),
});
