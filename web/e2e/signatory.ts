import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse, Browser, Page } from '@playwright/test';
import { expect, test as base } from './stand.ts';
import { softwareToken, thumbprint, type Holder, type Token } from './token.ts';

export { expect };

const letter = readFileSync(join(import.meta.dirname, '../src/gallery/sample.pdf'));

/** A token whose authority the administrator has put on his list; one for all specs of a file. */
export const test = base.extend<{ token: Token }, { believed: (browser: Browser, stand: string) => Promise<Token> }>({
  believed: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const token = await softwareToken('УЦ проверки');
      let at = '';
      await use(async (browser, stand) => {
        if (at !== stand) await believe(browser, stand, token);
        at = stand;
        return token;
      });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  token: async ({ believed, browser, stand }, use) => use(await believed(browser, stand)),
});

/** The administrator puts the authority of a token and its list of revocations on his list. */
const believe = (browser: Browser, stand: string, token: Token) =>
  as(browser, stand, 'larin', async (request, password) => {
    await done(request.post('/auth/step-up', { data: { password } }));
    const { items } = await read<{ items: { sha256: string }[] }>(request.post('/api/trust/certificates/read', { data: { file: token.root } }));
    const choose = items.map(({ sha256 }) => sha256);
    await done(request.post('/api/trust/certificates', { data: { file: token.root, choose, reason: 'Проверка подписи' } }));
    const file = { name: 'ca.crl', mimeType: 'application/pkix-crl', buffer: Buffer.from(token.revocations, 'base64') };
    await done(request.post('/api/trust/lists', { multipart: { file } }));
  });

async function as(browser: Browser, stand: string, login: string, act: (request: APIRequestContext, password: string) => Promise<void>) {
  const context = await browser.newContext({ baseURL: stand });
  const { items } = (await (await fetch(`${stand}/auth/demo`)).json()) as { items: { login: string; password: string }[] };
  const password = items.find((one) => one.login === login)?.password ?? '';
  await done(context.request.post('/auth/sign-in', { data: { login, password } }));
  await act(context.request, password);
  await context.close();
}

/** The administrator confirms that a certificate is Сурнин's. */
export async function bindToSurnin(browser: Browser, stand: string, certificate: string): Promise<void> {
  await as(browser, stand, 'larin', async (request, password) => {
    const found = await read<{ items: { id: number }[] }>(request.post('/api/employees/find', { data: { q: 'Сурнин' } }));
    await done(request.post('/auth/step-up', { data: { password } }));
    await done(request.post(`/api/employees/${found.items[0]?.id ?? 0}/certificates`, { data: { file: certificate } }));
  });
}

/** A letter that the password is not enough for lies before Сурнин; its author is Сидорова. */
export async function letterToSign(browser: Browser, stand: string, summary: string): Promise<number> {
  let signatory = 0;
  await as(browser, stand, 'surnin', async (request) => {
    ({ id: signatory } = await read<{ id: number }>(request.get('/api/me')));
  });
  let id = 0;
  await as(browser, stand, 'sidorova', async (request) => {
    const { items } = await read<{ items: { id: number; flow: string; sign_with: string }[] }>(request.get('/api/kinds'));
    const kind = items.find(({ flow, sign_with: demand }) => flow === 'outgoing' && demand === 'qualified')?.id;
    const made = await read<{ id: number; version: number }>(request.post('/api/documents', { data: { flow: 'outgoing', kind_id: kind, summary } }));
    id = made.id;
    await done(request.put(`/api/documents/${id}`, { data: { kind_id: kind, summary, signatory_id: signatory, version: made.version } }));
    const file = { name: 'Письмо.pdf', mimeType: 'application/pdf', buffer: letter };
    await done(request.post(`/api/documents/${id}/versions`, { multipart: { file } }));
    await done(request.post(`/api/documents/${id}/send-to-signature`));
  });
  return id;
}

async function done(asked: Promise<APIResponse>): Promise<APIResponse> {
  const answer = await asked;
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer;
}

const read = async <T>(asked: Promise<APIResponse>) => (await (await done(asked)).json()) as T;

const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString();

/** Сурнин's good certificate, his expired one, and one of somebody else: in base64. */
export function certificatesOf(token: Token): Record<'own' | 'expired' | 'foreign', string> {
  const surnin: Holder = { surname: 'Сурнин', given_name: 'Дмитрий Николаевич', organization: 'Министерство строительства', ogrn: '1021800000017', from: day(-30), to: day(335) };
  return {
    own: token.issue(surnin),
    expired: token.issue({ ...surnin, from: day(-400), to: day(-10) }),
    foreign: token.issue({ ...surnin, surname: 'Петров', given_name: 'Глеб Анатольевич' }),
  };
}

/** A detached signature over the text of a letter, as another program would make it. */
export async function signatureOf(page: Page, letterId: number, token: Token, certificate: string): Promise<Buffer> {
  const { versions } = await read<{ versions: { sha256: string }[] }>(page.request.get(`/api/cards/${letterId}`));
  const sha256 = versions.at(-1)?.sha256;
  const { digests } = await read<{ digests: { streebog256: string } }>(page.request.post(`/api/documents/${letterId}/signing/prepare`, { data: { sha256 } }));
  return Buffer.from(token.sign(thumbprint(certificate), Buffer.from(digests.streebog256, 'base64').toString('hex')), 'base64');
}
