import type { BrowserContext, Page } from '@playwright/test';
import type { Inspect } from './inspect.ts';
import { expect, test } from './stand.ts';

// Every page of the menu, and a card of every flow with all its tabs, as its own people see them: on a desk, in a hand,
// in the dark. What people do on them is told by the other specs.

/** What is looked for: everything axe knows, the contrast of colours in another theme, or that nothing hangs over the edge. */
const looks = [
  { theme: 'light', width: 1440, height: 900, what: 'all' },
  { theme: 'dark', width: 1440, height: 900, what: 'colours' },
  { theme: 'light', width: 390, height: 844, what: 'edges' },
] as const;

interface Look {
  page: Page;
  context: BrowserContext;
  stand: string;
  inspect: Inspect;
}

/** The page has come: its heading stands and no bones are left. */
async function shown(page: Page) {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.locator('.skeleton')).toHaveCount(0);
}

async function lookAt({ page, context, stand, inspect }: Look, addresses: readonly string[], without?: (typeof looks)[number]['what']) {
  for (const { theme, width, height, what } of looks) {
    if (what === without) continue;
    await context.addCookies([{ name: 'veche_view', value: `${theme}.s`, url: stand }]);
    await page.setViewportSize({ width, height });
    for (const address of addresses)
      await test.step(`${address} in ${theme} at ${width}×${height}`, async () => {
        await page.goto(address);
        await shown(page);
        if (what !== 'edges') await inspect(page, { colours: what === 'colours' });
        else expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      });
  }
}

const pages: readonly { login: string; addresses: readonly string[] }[] = [
  { login: 'vasileva', addresses: ['/tasks', '/incoming?view=all', '/outgoing?view=all', '/outgoing/registers', '/internal?view=all', '/directive?view=all', '/appeals?view=all', '/search', '/journals'] },
  { login: 'fomin', addresses: ['/control', '/reports'] },
  { login: 'zueva', addresses: ['/admin/audit'] },
  {
    login: 'larin',
    addresses: ['people', 'structure', 'substitutions', 'assistants', 'journals', 'files', 'kinds', 'terms', 'correspondents', 'routes', 'trust', 'state'].map((part) => `/admin/${part}`),
  },
];

for (const { login, addresses } of pages)
  test(`the pages of ${login} hold in every look`, async ({ page, context, stand, inspect, signIn }) => {
    test.setTimeout(300_000);
    await signIn(page, login);
    await lookAt({ page, context, stand, inspect }, addresses);
  });

test('a card of every flow holds with all its tabs in every look', async ({ page, context, stand, inspect, signIn }) => {
  test.setTimeout(400_000);
  await signIn(page, 'vasileva');
  const addresses: string[] = [];
  for (const flow of ['incoming', 'outgoing', 'internal', 'directive', 'appeal']) {
    const { items } = await (await page.request.get(`/api/cards?flow=${flow}&view=all`)).json();
    const card = items.find((one: { number: string }) => one.number !== '') ?? items[0];
    await page.goto(`/cards/${card.id}`);
    await shown(page);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      addresses.push(new URL(page.url()).pathname + new URL(page.url()).search);
    }
  }
  expect(addresses.length).toBeGreaterThan(20);
  await lookAt({ page, context, stand, inspect }, addresses, 'colours');
});
