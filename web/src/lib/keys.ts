// Shortcuts are bound by event.code – the place of a key, not its letter – so they work in the Russian layout.

import { dateWords } from '@/i18n/ru/dates';

export interface Shortcut {
  /** 'Ctrl+Enter', 'J', 'Shift+ArrowDown', '/', 'G I' (one after another). */
  keys: string;
  title: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  /** The layer (page, dialog) that must be on top; see useKeys. */
  layer: symbol;
  /** Only a line in the map of keys: the component acts on the key itself. */
  note?: boolean;
}

interface Press {
  code: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

const codes: Record<string, string> = {
  '/': 'Slash', '.': 'Period', ',': 'Comma', '-': 'Minus', '=': 'Equal', '[': 'BracketLeft', ']': 'BracketRight',
  Esc: 'Escape',
};

export function parse(keys: string): Press[] {
  return keys.split(' ').map((press) => {
    const parts = press.split('+');
    const last = parts.pop() ?? '';
    const shift = parts.includes('Shift') || last === '?';
    const code =
      last === '?' ? 'Slash' : /^[A-Z]$/.test(last) ? 'Key' + last : /^\d$/.test(last) ? 'Digit' + last : (codes[last] ?? last);
    return { code, ctrl: parts.includes('Ctrl'), shift, alt: parts.includes('Alt') };
  });
}

const shown: Record<string, string> = {
  Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Space: dateWords.space, Escape: 'Esc',
};

/** How a binding is written for a person: «Ctrl ↵», «G затем I». */
export function keyWords(keys: string): string {
  return keys
    .split(' ')
    .map((press) => press.split('+').map((part) => shown[part] ?? part).join(' '))
    .join(dateWords.afterwards);
}

/** Value of aria-keyshortcuts. */
export const ariaKeys = (keys: string) => (keys.includes(' ') ? undefined : keys.replace('Ctrl', 'Control'));

const same = (press: Press, event: KeyboardEvent) =>
  press.code === (event.code === 'NumpadEnter' ? 'Enter' : event.code) &&
  press.ctrl === (event.ctrlKey || event.metaKey) &&
  press.shift === event.shiftKey &&
  press.alt === event.altKey;

/** A single key: would collide with typing, and may be switched off. */
const single = (presses: Press[]) =>
  presses.every((press) => !press.ctrl && !press.alt && !/^(F\d+|Escape)$/.test(press.code));

const typing =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=searchbox], [role=spinbutton]';
/** In a text field these, with Ctrl, belong to the text. */
const editing = /^Key[ZXCVAY]$/;

const inText = (event: KeyboardEvent) => event.target instanceof Element && event.target.closest(typing) !== null;

const ownKeys = 'button, a[href], [role=menu], [role=listbox], [role=tablist], [role=radiogroup], summary';

export class Keys {
  /** Whether single keys work; the person's choice. */
  singleKeys = () => true;
  private readonly shortcuts = new Set<Shortcut>();
  private readonly layers: symbol[] = [];
  private readonly listeners = new Set<() => void>();
  private list: readonly Shortcut[] = [];
  private begun: { press: string; at: number } | undefined;

  add(shortcut: Shortcut) {
    this.shortcuts.add(shortcut);
    this.changed();
    return () => {
      this.shortcuts.delete(shortcut);
      this.changed();
    };
  }

  /** A dialog covers the page: only its own shortcuts work until it closes. */
  cover(layer: symbol) {
    this.layers.push(layer);
    this.changed();
    return () => {
      this.layers.splice(this.layers.lastIndexOf(layer), 1);
      this.changed();
    };
  }

  /** Shortcuts that work now, for the map of keys. */
  all = () => this.list;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (/^(Shift|Control|Alt|Meta)/.test(event.code)) return;
    const found = this.find(event);
    if (found === undefined) return;
    event.preventDefault();
    found.run(event);
  };

  /** Ahead of the focused element: a button would take Ctrl+Enter for its own press. */
  handleFirst = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    this.handle(event);
    if (event.defaultPrevented) event.stopPropagation();
  };

  private find(event: KeyboardEvent): Shortcut | undefined {
    const begun = this.begun !== undefined && event.timeStamp - this.begun.at < 1500 ? this.begun.press : undefined;
    this.begun = undefined;
    // The one added last wins: a card over a list.
    for (const shortcut of this.list.toReversed()) {
      if (shortcut.note) continue;
      const presses = parse(shortcut.keys);
      if (single(presses) && !this.mayBeSingle(event, presses)) continue;
      if (editing.test(event.code) && event.ctrlKey && inText(event)) continue;
      const [first, second] = presses;
      if (first === undefined) continue;
      if (second === undefined) {
        if (begun === undefined && same(first, event)) return shortcut;
      } else if (begun === first.code) {
        if (same(second, event)) return shortcut;
      } else if (begun === undefined && same(first, event)) {
        this.begun = { press: first.code, at: event.timeStamp };
      }
    }
    return undefined;
  }

  private mayBeSingle(event: KeyboardEvent, presses: Press[]): boolean {
    if (!this.singleKeys()) return false;
    if (inText(event)) return false;
    const target = event.target instanceof Element ? event.target : undefined;
    const code = presses[0]?.code ?? '';
    const moves = code === 'Enter' || code === 'Space' || code.startsWith('Arrow');
    return !(moves && target?.closest(ownKeys));
  }

  private changed() {
    const top = this.layers.at(-1);
    this.list = [...this.shortcuts].filter((s) => (top === undefined ? s.layer === page : s.layer === top));
    for (const tell of this.listeners) tell();
  }
}

/** The layer under all dialogs. */
export const page = Symbol('page');

export const keys = new Keys();
