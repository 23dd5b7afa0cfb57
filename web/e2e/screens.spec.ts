import type { Page } from '@playwright/test';
import { sideways, type Inspect } from './inspect.ts';
import { expect, test } from './stand.ts';

// Every page of the menu, and a card of every flow with all its tabs, as its own people see them: on a desk, in the
// dark, in a hand. What people do on them is told by the other specs.

test.describe.configure({ mode: 'parallel' });

test.beforeEach(({ context, stand }) => context.addCookies([{ name: 'veche_view', value: 'light.s', url: stand }]));

const desk = { width: 1440, height: 900 };
const hand = { width: 390, height: 844 };

/** The page has come: its heading stands and no bones are left. */
async function shown(page: Page) {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

/** The page has been laid out anew for its width: it watches its columns and answers in the frames that follow. */
async function laidOut(page: Page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await shown(page);
}

/**
 * One visit for all looks: everything axe knows on a desk, then the colours of the dark, as the switch of the profile
 * puts them on, then whether anything hangs over the edge of a phone that is turned.
 */
async function lookAt(page: Page, inspect: Inspect, address: string, themes: 'both' | 'light') {
  await test.step(address, async () => {
    await page.setViewportSize(desk);
    await page.goto(address);
    await shown(page);
    await inspect(page);
    if (themes === 'both') {
      await page.evaluate(() => void (document.documentElement.dataset.theme = 'dark'));
      await inspect(page, { colours: true });
    }
    await page.setViewportSize(hand);
    await laidOut(page);
    expect(await sideways(page), 'sideways scroll in pixels').toBeLessThanOrEqual(0);
  });
}

const pages: readonly { login: string; addresses: readonly string[] }[] = [
  { login: 'vasileva', addresses: ['/tasks', '/incoming?view=all', '/outgoing?view=all', '/outgoing/registers', '/internal?view=all', '/directive?view=all', '/appeals?view=all', '/search', '/journals'] },
  { login: 'fomin', addresses: ['/control', '/reports'] },
  { login: 'zueva', addresses: ['/admin/audit'] },
  {
    login: 'larin',
    addresses: ['people', 'structure', 'substitutions', 'assistants', 'journals', 'files', 'kinds', 'terms', 'forms', 'correspondents', 'routes', 'trust', 'state'].map((part) => `/admin/${part}`),
  },
];

for (const { login, addresses } of pages)
  test(`the pages of ${login} hold in every look`, async ({ page, inspect, signIn }) => {
    test.setTimeout(300_000);
    await signIn(page, login);
    for (const address of addresses) await lookAt(page, inspect, address, 'both');
  });

for (const flow of ['incoming', 'outgoing', 'internal', 'directive', 'appeal'])
  test(`a card of the flow ${flow} holds with all its tabs in every look`, async ({ page, inspect, signIn }) => {
    test.setTimeout(120_000);
    await signIn(page, 'vasileva');
    const { items } = await (await page.request.get(`/api/cards?flow=${flow}&view=all`)).json();
    const card = items.find((one: { number: string }) => one.number !== '') ?? items[0];
    await page.goto(`/cards/${card.id}`);
    await shown(page);
    const addresses: string[] = [];
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      addresses.push(new URL(page.url()).pathname + new URL(page.url()).search);
    }
    expect(new Set(addresses).size).toBeGreaterThan(4);
    for (const address of addresses) await lookAt(page, inspect, address, 'light');
  });
