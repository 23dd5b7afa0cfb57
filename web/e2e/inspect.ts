import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import type axe from 'axe-core';

export { expect };

declare global {
  interface Window {
    axe: typeof axe | undefined;
  }
}

/** Checks the page as it is now: no axe hit (WCAG 2.1 A and AA, best practice from serious on), no sideways scroll. */
export type Inspect = (page: Page, options?: InspectOptions) => Promise<void>;

interface InspectOptions {
  /** Parts that are not ours. */
  except?: string[];
  /** Only the contrast of colours: the same page was looked at in another theme. */
  colours?: boolean;
}

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Colours in the middle of a fade are not the colours of the page. Tells what the page is like when it has come to rest. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    await Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined)));
    return { engine: window.axe !== undefined, options: document.querySelector('[role=combobox][aria-expanded=true]') !== null };
  });

/**
 * axe runs in the page itself and only its hits come back: its own adapter for Playwright opens an empty page for each
 * look, which takes the focus away, and carries over everything that is in order.
 */
const violations = (page: Page, exclude: string[], options: axe.RunOptions) =>
  page.evaluate(
    async ([context, rules]) => {
      const found = await window.axe?.run(context, rules);
      if (found === undefined) throw new Error('axe is not in the page');
      return found.violations.map(({ id, help, impact, tags, nodes }) => ({
        id, help, impact, tags, nodes: nodes.slice(0, 5).map(({ html, any: [why] }) => `    ${html.slice(0, 160)} ${why?.message ?? ''}`),
      }));
    },
    [{ exclude }, options] as const,
  );

async function inspectPage(page: Page, { except = [], colours = false }: InspectOptions = {}) {
  const rest = await atRest(page);
  if (!rest.engine) await page.evaluate(engine);
  expect(page.frames(), 'axe looks into no frame, and none is here').toHaveLength(1);
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    runOnly: colours ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: [...wcag, 'best-practice'] },
  };
  // React Aria hides the page from screen readers while options are open and closes them as the focus leaves, so
  // nothing hidden is ever reached; axe looks only at attributes.
  if (!colours && rest.options) options.rules = { 'aria-hidden-focus': { enabled: false } };
  // For seconds after an act React Aria's announcer still names the button that is gone with its dialog.
  const hits = (await violations(page, ['[data-live-announcer]', ...except], options))
    .filter((one) => one.tags.some((tag) => wcag.includes(tag)) || one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.help}\n${one.nodes.join('\n')}`);
  expect(hits, 'axe').toEqual([]);
  expect(await sideways(page), 'sideways scroll in pixels').toBeLessThanOrEqual(0);
}

/** How far the page hangs over the edge of the window, in pixels. */
export const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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
