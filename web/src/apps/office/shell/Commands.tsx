import { useRouter } from '@tanstack/react-router';
import { Keyboard, LogOut, UserRound } from 'lucide-react';
import { shell as t } from '@/i18n/ru/shell';
import { CommandMenu, type Command } from '@/ui/Command';
import { searches } from '../features';
import { usePageActions } from './pageActions';
import type { Section } from './section';

interface CommandsProps {
  open: boolean;
  onClose: () => void;
  sections: readonly Section[];
  onHelp: () => void;
  onLeave: () => void;
}

/** Ctrl+K over the whole office: actions of the page, sections, what the features find. */
export function Commands({ open, onClose, sections, onHelp, onLeave }: CommandsProps) {
  const router = useRouter();
  const actions = usePageActions();
  const go = (href: string) => () => void router.navigate({ href });
  const commands: Command[] = [
    ...actions,
    ...sections.map((section) => ({
      id: section.id,
      title: section.title,
      group: t.groups.sections,
      icon: section.icon,
      keys: section.keys,
      run: go(section.to),
    })),
    { id: 'profile', title: t.profile, group: t.groups.common, icon: UserRound, run: go('/profile') },
    { id: 'keys', title: t.keys, group: t.groups.common, icon: Keyboard, keys: '?', run: onHelp },
    { id: 'leave', title: t.signOut, group: t.groups.common, icon: LogOut, run: onLeave },
  ];
  const search = async (text: string, signal: AbortSignal) => (await Promise.all(searches.map((one) => one(text, signal)))).flat();
  return <CommandMenu open={open} onClose={onClose} commands={commands} search={search} />;
}
