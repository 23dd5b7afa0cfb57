import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { Keyboard, Landmark, LogOut, Search, SlidersHorizontal, UserRound } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Me } from '@/api/me';
import { shell as t } from '@/i18n/ru/shell';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { Hint } from '@/ui/Tooltip';
import { tools } from '../features';
import type { Section } from './section';

interface NavProps {
  me: Me;
  sections: readonly Section[];
  onCommands: () => void;
  onHelp: () => void;
  onLeave: () => void;
}

export function Nav({ me, sections, onCommands, onHelp, onLeave }: NavProps) {
  return (
    <header className="nav" data-pane>
      <div className="nav-head">
        <span className="logo" aria-hidden>
          <Landmark size="1.25rem" />
        </span>
        <div className="nav-words grow">
          <div className="nav-product">{t.product}</div>
          <div className="nav-body clip" title={me.body.name}>
            {me.body.short_name}
          </div>
        </div>
        {tools.map((Tool, index) => (
          <Tool key={index} />
        ))}
      </div>
      <Hint text={t.search} keys="Ctrl+K">
        <AriaButton className="nav-search" aria-label={t.search} aria-keyshortcuts="Control+K" onPress={onCommands}>
          <Search size="1.125em" aria-hidden />
          <span className="nav-words grow">{t.search}</span>
          <kbd className="nav-words" aria-hidden>
            Ctrl K
          </kbd>
        </AriaButton>
      </Hint>
      <nav aria-label={t.nav} className="nav-list">
        {sections.map((section) => (
          <NavLink key={section.id} section={section} />
        ))}
      </nav>
      <Person me={me} onHelp={onHelp} onLeave={onLeave} />
    </header>
  );
}

const useCurrent = (section: Section) => {
  const { pathname } = useLocation();
  return pathname === section.to || pathname.startsWith(section.to + '/');
};

export function NavLink({ section, short = false }: { section: Section; short?: boolean }) {
  const current = useCurrent(section);
  const { icon: Icon, Count } = section;
  return (
    <Link to={section.to} className="nav-link" aria-current={current ? 'page' : undefined} title={section.title}>
      <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
      <span className="nav-words grow">{short ? (section.short ?? section.title) : section.title}</span>
      {Count && <Count />}
    </Link>
  );
}

function Person({ me, onHelp, onLeave }: Pick<NavProps, 'me' | 'onHelp' | 'onLeave'>) {
  const router = useRouter();
  return (
    <div className="nav-person">
      <Avatar name={me.name} />
      <div className="nav-words grow">
        <div className="clip strong" title={me.name}>
          {me.name}
        </div>
        <div className="small muted nav-post" title={me.post}>
          {me.post}
        </div>
      </div>
      <Menu
        label={t.menu}
        trigger={<IconButton icon={SlidersHorizontal} label={t.menu} />}
        actions={[
          { id: 'profile', title: t.profile, icon: UserRound, run: () => void router.navigate({ href: '/profile' }) },
          { id: 'keys', title: t.keys, icon: Keyboard, keys: '?', run: onHelp },
          { id: 'leave', title: t.signOut, icon: LogOut, apart: true, run: onLeave },
        ]}
      />
    </div>
  );
}
