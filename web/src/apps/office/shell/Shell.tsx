import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouteContext, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { signOut } from '@/api/session';
import { bringErrors } from '@/i18n/errorText';
import { commandWords } from '@/i18n/ru/kit';
import { shell as t } from '@/i18n/ru/shell';
import { drafts } from '@/lib/drafts';
import type { Shortcut } from '@/lib/keys';
import { useKey, useShortcuts } from '@/lib/useKeys';
import { toast } from '@/ui/Toast';
import { ShortcutHelp } from '@/ui/ShortcutHelp';
import { sectionsFor } from '../features';
import { Commands } from './Commands';
import { Expired } from './Expired';
import { Nav } from './Nav';
import { SessionEnd } from './SessionEnd';
import { SectionKeys } from './SectionKeys';
import { TabBar } from './TabBar';
import './shell.css';

/** The frame of the office: sections on the left (below on a phone), the page on the right. */
export function Shell() {
  const { me } = useRouteContext({ from: '/shell' });
  const router = useRouter();
  const queryClient = useQueryClient();
  const shortcuts = useShortcuts();
  const [commands, setCommands] = useState(false);
  const [help, setHelp] = useState<readonly Shortcut[] | null>(null);
  const sections = sectionsFor(me);
  drafts.belongTo(me.id);
  useEffect(() => void bringErrors(), []);

  const openCommands = () => setCommands(true);
  const openHelp = () => setHelp(shortcuts);
  useKey('Ctrl+K', t.search, openCommands, { group: t.groups.common });
  useKey('?', commandWords.helpTitle, openHelp, { group: t.groups.common });
  useKey('F1', commandWords.helpTitle, openHelp, { group: t.groups.common });
  useKey('F6', t.nextPane, nextPane, { group: t.groups.common });

  const leave = useCallback(async () => {
    try {
      await signOut();
    } catch (error) {
      toast.failed(error);
      return;
    }
    drafts.clearAll();
    queryClient.clear();
    await router.invalidate();
    await router.navigate({ to: '/sign-in', search: {} });
  }, [queryClient, router]);

  useFocusOnNavigation();

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <Nav me={me} sections={sections} onCommands={openCommands} onHelp={openHelp} onLeave={() => void leave()} />
      <main className="shell-main" id="main" tabIndex={-1}>
        <SessionEnd me={me} />
        <Outlet />
      </main>
      <TabBar sections={sections} onCommands={openCommands} />
      <SectionKeys sections={sections} />
      <Commands open={commands} onClose={() => setCommands(false)} sections={sections} onHelp={openHelp} onLeave={() => void leave()} />
      {help !== null && <ShortcutHelp open onClose={() => setHelp(null)} shortcuts={help} />}
      <Expired me={me} onLeave={() => void leave()} />
    </div>
  );
}

/** F6 walks over the parts of the page that are marked data-pane, and the navigation. */
function nextPane() {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + 1) % panes.length];
  const target = next?.querySelector<HTMLElement>('[role=grid], [aria-current=page], input, button, a[href], [tabindex="0"]') ?? next;
  target?.focus();
}

/** After a section is chosen the focus goes to its page, as it would with a loaded document. */
function useFocusOnNavigation() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, toLocation, pathChanged }) => {
        if (!pathChanged || fromLocation === undefined) return;
        const section = (path: string) => path.split('/')[1];
        if (section(fromLocation.pathname) !== section(toLocation.pathname)) document.getElementById('main')?.focus();
      }),
    [router],
  );
}
