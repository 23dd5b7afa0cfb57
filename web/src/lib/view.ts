// Colours, letter size and single-key shortcuts of a person. Kept in a cookie, so that the server puts them into
// the page before the first paint (web/page.go knows the same words).

export const themes = ['auto', 'light', 'dark', 'contrast', 'contrast-dark', 'contrast-blue'] as const;
export const sizes = ['s', 'm', 'l', 'xl'] as const;
export type Theme = (typeof themes)[number];
export type Size = (typeof sizes)[number];
export interface View {
  theme: Theme;
  size: Size;
  /** Shortcuts of one letter; can be switched off (WCAG 2.1.4). */
  singleKeys: boolean;
  /** What only the public pages offer - wide spacing, no pictures - stays as it was chosen there. */
  portal: string[];
}

const name = 'veche_view';
const listeners = new Set<() => void>();
let current: View = read();

function read(): View {
  const words = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1]?.split('.') ?? [];
  return {
    theme: themes.find((theme) => words.includes(theme)) ?? 'auto',
    size: sizes.find((size) => words.includes(size)) ?? 's',
    singleKeys: !words.includes('nokeys'),
    portal: words.filter((word) => word === 'wide' || word === 'plain'),
  };
}

function apply() {
  const { dataset } = document.documentElement;
  if (current.theme === 'auto') delete dataset.theme;
  else dataset.theme = current.theme;
  dataset.size = current.size;
}

export const view = {
  get: () => current,
  set(change: Partial<View>) {
    current = { ...current, ...change };
    const words = [current.theme, current.size, ...(current.singleKeys ? [] : ['nokeys']), ...current.portal];
    document.cookie = `${name}=${words.join('.')}; path=/; max-age=31536000; samesite=lax`;
    apply();
    for (const tell of listeners) tell();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

apply();
