import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ariaKeys, Keys, keyWords, page } from './keys';

const layer = page;

/** A press as the Russian layout gives it: the letter is Russian, the place of the key is not. */
function press(keys: Keys, code: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) {
  const event = new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'target', { value: target });
  keys.handle(event);
  return event;
}

describe('shortcuts', () => {
  let keys: Keys;
  const run = vi.fn<() => void>();
  const bind = (binding: string, options: { layer?: symbol; note?: boolean } = {}) =>
    keys.add({ keys: binding, title: binding, group: 'test', run, layer, ...options });

  beforeEach(() => {
    keys = new Keys();
    run.mockClear();
  });

  it('go by the place of the key, whatever the layout', () => {
    bind('J');
    const event = press(keys, 'KeyJ', { key: 'о' });
    expect(run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it('need exactly their modifiers', () => {
    bind('Ctrl+K');
    press(keys, 'KeyK');
    press(keys, 'KeyK', { ctrlKey: true, shiftKey: true });
    expect(run).not.toHaveBeenCalled();
    press(keys, 'KeyK', { ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('take the question mark where it stands on a keyboard', () => {
    bind('?');
    press(keys, 'Slash', { shiftKey: true, key: ',' });
    expect(run).toHaveBeenCalledOnce();
  });

  it('of one letter are silent while somebody types', () => {
    bind('J');
    bind('Ctrl+Enter');
    const input = document.createElement('input');
    press(keys, 'KeyJ', {}, input);
    expect(run).not.toHaveBeenCalled();
    press(keys, 'Enter', { ctrlKey: true }, input);
    expect(run).toHaveBeenCalledOnce();
  });

  it('leave Ctrl+Z to the text that is typed', () => {
    bind('Ctrl+Z');
    press(keys, 'KeyZ', { ctrlKey: true }, document.createElement('textarea'));
    expect(run).not.toHaveBeenCalled();
    press(keys, 'KeyZ', { ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('of one letter can be switched off; the others stay', () => {
    keys.singleKeys = () => false;
    bind('J');
    bind('F2');
    press(keys, 'KeyJ');
    expect(run).not.toHaveBeenCalled();
    press(keys, 'F2');
    expect(run).toHaveBeenCalledOnce();
  });

  it('do not take Enter from a button', () => {
    bind('Enter');
    press(keys, 'Enter', {}, document.createElement('button'));
    expect(run).not.toHaveBeenCalled();
  });

  it('may be two keys one after another', () => {
    bind('G I');
    press(keys, 'KeyI');
    expect(run).not.toHaveBeenCalled();
    press(keys, 'KeyG');
    press(keys, 'KeyI');
    expect(run).toHaveBeenCalledOnce();
  });

  it('under a dialog sleep until it is closed', () => {
    bind('J');
    const dialog = Symbol('dialog');
    const close = keys.cover(dialog);
    press(keys, 'KeyJ');
    expect(run).not.toHaveBeenCalled();
    bind('Ctrl+Enter', { layer: dialog });
    press(keys, 'Enter', { ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
    close();
    press(keys, 'KeyJ');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('bound last win, and give way when they go', () => {
    const first = vi.fn<() => void>();
    keys.add({ keys: 'E', title: 'list', group: 'test', run: first, layer });
    const remove = bind('E');
    press(keys, 'KeyE');
    expect(run).toHaveBeenCalledOnce();
    remove();
    press(keys, 'KeyE');
    expect(first).toHaveBeenCalledOnce();
  });

  it('that a component handles itself are only told in the map', () => {
    bind('Enter', { note: true });
    press(keys, 'Enter');
    expect(run).not.toHaveBeenCalled();
    expect(keys.all()).toHaveLength(1);
  });

  it('ignore what was handled before and keys held down', () => {
    bind('J');
    press(keys, 'KeyJ', { repeat: true });
    expect(run).not.toHaveBeenCalled();
  });
});

it('are written for people', () => {
  expect(keyWords('Ctrl+Enter')).toBe('Ctrl ↵');
  expect(keyWords('G I')).toBe('G затем I');
  expect(keyWords('Space')).toBe('Пробел');
  expect(ariaKeys('Ctrl+Enter')).toBe('Control+Enter');
});
