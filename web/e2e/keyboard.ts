import type { Locator, Page } from '@playwright/test';
import { expect } from './inspect.ts';

/** How a stop of the focus looks to somebody who has no mouse. */
interface Stop {
  name: string;
  /** the control that is looked for */
  here: boolean;
  ring: boolean;
  inWindow: boolean;
  /** nothing lies over it */
  free: boolean;
  /** its upper edge on the page */
  top: number;
}

/** The control of the focus, seen from the one that is looked for; nothing of it is thought out in the test. */
const stop = (wanted: Element): Stop | undefined => {
  const active = document.activeElement;
  // The heading of a new step is no stop: the page itself leads there, and Tab goes on from it.
  if (!(active instanceof HTMLElement) || active === document.body || active.tabIndex < 0) return undefined;
  const outlined = (one: Element | null) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  // A field that is not seen itself, as that of a file, shows the focus by its label.
  const unseen = getComputedStyle(active).opacity === '0';
  const shown = unseen ? (active.closest('label') ?? active) : active;
  const box = shown.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + Math.min(box.width, innerWidth) / 2, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
  return {
    name: (active.getAttribute('aria-label') ?? (active instanceof HTMLInputElement ? active.labels?.[0]?.innerText : active.innerText) ?? '').trim().slice(0, 60),
    here: active === wanted,
    ring: outlined(shown),
    inWindow: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    free: over !== null && (shown.contains(over) || over.contains(shown)),
    top: box.top + scrollY,
  };
};

/** More stops than any page of the portal has before its main thing: whoever does not come there is in a trap. */
const most = 90;

/** How far up the focus may jump within one line of controls, in pixels. */
const line = 80;

/**
 * Goes over the pages with the keys alone. Every stop on the way must be seen - in the window, with its ring, under nothing - and
 * on a page of one column the stops go downwards.
 */
export class Keys {
  constructor(private page: Page) {}

  /** Presses Tab until the control has the focus. */
  async to(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    let last: Stop | undefined;
    const way: string[] = [];
    for (let pressed = 0; pressed < most; pressed++) {
      await this.page.keyboard.press('Tab');
      const now = await control.evaluate(stop);
      if (now) {
        expect({ stop: now.name, ring: now.ring, inWindow: now.inWindow, free: now.free }).toEqual({ stop: now.name, ring: true, inWindow: true, free: true });
        if (last) expect(now.top, `«${now.name}» after «${last.name}» goes downwards`).toBeGreaterThan(last.top - line);
        if (now.here) return;
        way.push(now.name);
      }
      last = now; // from the last control the focus goes round to the first
    }
    throw new Error(`no way by Tab to ${String(control)}; the stops: ${way.join(' · ')}`);
  }

  async press(control: Locator, key = 'Enter'): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press(key);
  }

  async type(control: Locator, text: string): Promise<void> {
    await this.to(control);
    await this.page.keyboard.type(text);
  }

  /** A field of the group is where the focus goes next; the other two parts of the date follow it. */
  async date(group: Locator, [day, month, year]: [string, string, string]): Promise<void> {
    await this.type(group.getByLabel('День'), day);
    await this.type(group.getByLabel('Месяц'), month);
    await this.type(group.getByLabel('Год'), year);
  }
}
