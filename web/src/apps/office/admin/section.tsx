import { BookUser, Settings } from 'lucide-react';
import { queryClient } from '@/api/queryClient';
import { meQuery } from '@/api/me';
import { admin as t } from '@/i18n/ru/admin';
import type { Command } from '@/ui/Command';
import { router } from '../router';
import type { Section } from '../shell/section';
import { mayAdmin, mayDirectory, partsFor } from './parts';

export const adminSection: Section = { id: 'admin', title: t.title, short: t.short, icon: Settings, to: '/admin', keys: 'G A', may: mayAdmin };

export const directorySection: Section = {
  id: 'directory',
  title: t.directory,
  short: t.directoryShort,
  icon: BookUser,
  to: '/admin/correspondents',
  may: (me) => mayDirectory(me) && !mayAdmin(me),
};

/** Ctrl+K finds each part of the administration by its name. */
export async function findParts(text: string): Promise<readonly Command[]> {
  const me = queryClient.getQueryData(meQuery.queryKey);
  const wanted = text.trim().toLocaleLowerCase('ru');
  if (!me || wanted === '') return [];
  return partsFor(me)
    .filter(({ id }) => t.parts[id].toLocaleLowerCase('ru').includes(wanted))
    .map(({ id, to, icon }) => ({ id: `admin:${id}`, title: t.parts[id], group: t.group, icon, run: () => void router.navigate({ href: to }) }));
}
