import { Menu, UserRound } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { shell as t } from '@/i18n/ru/shell';
import { NavLink } from './Nav';
import type { Section } from './section';

/** On a phone: the first three sections, all the rest with the search, and the person – where the thumb reaches. */
export function TabBar({ sections, onCommands }: { sections: readonly Section[]; onCommands: () => void }) {
  return (
    <nav className="tabbar" aria-label={t.nav}>
      {sections.slice(0, 3).map((section) => (
        <NavLink key={section.id} section={section} short />
      ))}
      <AriaButton className="nav-link" onPress={onCommands}>
        <Menu size="1.25em" strokeWidth={1.75} aria-hidden />
        <span className="nav-words">{t.more}</span>
      </AriaButton>
      <Link to="/profile" className="nav-link" activeProps={{ 'aria-current': 'page' }}>
        <UserRound size="1.25em" strokeWidth={1.75} aria-hidden />
        <span className="nav-words">{t.profileShort}</span>
      </Link>
    </nav>
  );
}
