import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

export { expect };

/** Checks the page as it is now: no axe hit (WCAG 2.1 A and AA, best practice from serious on), no sideways scroll. */
export type Inspect = (page: Page, options?: InspectOptions) => Promise<void>;

interface InspectOptions {
  /** Parts that are not ours. */
  except?: string[];
  /** Only the contrast of colours: the same page was looked at in another theme. */
  colours?: boolean;
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

async function inspectPage(page: Page, { except = [], colours = false }: InspectOptions = {}) {
  // Colours in the middle of a fade are not the colours of the page.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))));
  // For seconds after an act React Aria's announcer still names the button that is gone with its dialog.
  let builder = new AxeBuilder({ page }).exclude('[data-live-announcer]');
  builder = colours ? builder.withRules(['color-contrast', 'link-in-text-block']) : builder.withTags([...wcag, 'best-practice']);
  // React Aria hides the page from screen readers while options are open and closes them as the focus leaves, so
  // nothing hidden is ever reached; axe looks only at attributes.
  if (!colours && (await page.locator('[role=combobox][aria-expanded=true]').count()) > 0) builder = builder.disableRules('aria-hidden-focus');
  for (const selector of except) builder = builder.exclude(selector);
  const { violations } = await builder.analyze();
  const hits = violations
    .filter((one) => one.tags.some((tag) => wcag.includes(tag)) || one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.help}\n${one.nodes.slice(0, 5).map((node) => `    ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join('\n')}`);
  expect(hits, 'axe').toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, 'sideways scroll in pixels').toBeLessThanOrEqual(0);
}

/** Every spec fails on a violation of the security policy, an error of the page or of its console. */
export const test = base.extend<{ troubles: string[]; inspect: Inspect }>({
  troubles: [
    async ({ page }, use) => {
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
      page.on('console', (message) => {
        // The browser itself writes each refused request; what a refusal means is the spec's own matter.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) troubles.push(`console: ${message.text()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        });
      });
      await use(troubles);
      expect(troubles, 'troubles of the page').toEqual([]);
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
  inspect: async ({}, use) => use(inspectPage),
});
