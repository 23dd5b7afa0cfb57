import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { kit } from '@/i18n/ru/kit';
import { keys, page } from './keys.ts';
import { view } from './view.ts';

keys.singleKeys = () => view.get().singleKeys;

export const KeyLayer = createContext<symbol>(page);

interface Options {
  /** Heading in the map of keys. */
  group?: string;
  enabled?: boolean;
}

/** Binds a shortcut while the component is shown: useKey('E', t.execute, execute). */
export function useKey(binding: string | undefined, title: string, run: (event: KeyboardEvent) => void, options: Options = {}) {
  const layer = useContext(KeyLayer);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const { group = kit.page, enabled = true } = options;
  useEffect(() => {
    if (binding === undefined || !enabled) return;
    return keys.add({ keys: binding, title, group, layer, run: (event) => latest.current(event) });
  }, [binding, title, group, enabled, layer]);
}

/** Tells the map of keys about a key that the component handles by itself. */
export function useKeyNote(binding: string, title: string, { group = kit.page, enabled = true }: Options = {}) {
  const layer = useContext(KeyLayer);
  useEffect(() => {
    if (!enabled) return;
    return keys.add({ keys: binding, title, group, layer, note: true, run: () => undefined });
  }, [binding, title, group, enabled, layer]);
}

/** One listener on the window; the root of an application calls it. */
export function useKeyboard() {
  useEffect(() => {
    window.addEventListener('keydown', keys.handleFirst, true);
    window.addEventListener('keydown', keys.handle);
    return () => {
      window.removeEventListener('keydown', keys.handleFirst, true);
      window.removeEventListener('keydown', keys.handle);
    };
  }, []);
}

export const useShortcuts = () => useSyncExternalStore(keys.subscribe, keys.all);

/** Dialogs cover the page: its shortcuts sleep until the dialog is closed. */
export function useCover(layer: symbol) {
  useEffect(() => keys.cover(layer), [layer]);
}
