// @vitest-environment node
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('the types are those of the server: run `npm run api` when this fails', { timeout: 30_000 }, async () => {
  const fresh = astToString(await openapiTS(new URL('../../../api/openapi.yaml', import.meta.url), { silent: true }));
  const kept = await readFile(new URL('schema.d.ts', import.meta.url), 'utf8');
  const body = (text: string) => text.slice(text.indexOf('export interface paths'));
  expect(body(kept) === body(fresh)).toBe(true);
});
