import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { bringErrors } from '@/i18n/errorText';

await bringErrors();

// Tests that read files run without a page (`@vitest-environment node`).
if (typeof document !== 'undefined') {
  afterEach(() => {
    cleanup();
    sessionStorage.clear();
  });

  // jsdom lays nothing out; the virtual list needs a place to show rows in, and rows of some height.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 400 },
    offsetHeight: { configurable: true, get: () => 80 },
  });
  HTMLElement.prototype.scrollTo = () => undefined;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}
