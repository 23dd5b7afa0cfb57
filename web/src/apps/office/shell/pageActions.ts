import { shell as t } from '@/i18n/ru/shell';
import { useShortcuts } from '@/lib/useKeys';
import type { Command } from '@/ui/Command';

const frame: readonly string[] = [t.groups.sections, t.groups.common];

/** Everything that has a key on the open page can also be found by its name. */
export function usePageActions(): Command[] {
  const shortcuts = useShortcuts();
  return shortcuts
    .filter((shortcut) => !shortcut.note && !frame.includes(shortcut.group))
    .map((shortcut) => ({
      id: `key:${shortcut.keys}:${shortcut.title}`,
      title: shortcut.title,
      group: t.groups.actions,
      keys: shortcut.keys,
      run: () => shortcut.run(new KeyboardEvent('keydown')),
    }));
}
