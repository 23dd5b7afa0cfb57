import { Link, useRouter, type LinkProps } from '@tanstack/react-router';
import { Lock, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { admin } from '@/i18n/ru/admin';
import { Empty } from '@/ui/Notice';
import { Select } from '@/ui/Select';
import '../admin/admin.css';

interface Props<Id extends string> {
  title: string;
  /** What is chosen on a phone, in a word. */
  choice: string;
  parts: readonly { id: Id; to: LinkProps['to'] & string; icon: LucideIcon }[];
  titles: Readonly<Record<Id, string>>;
  chosen: Id | null;
  /** From how many parts on they are listed, and offered as a choice on a phone. */
  listed?: number;
  offered?: number;
  children: ReactNode;
}

/** A room of several parts: they stand on the left (a choice above on a phone), the chosen one on the right. */
export function Room<Id extends string>({ title, choice, parts, titles, chosen, listed = 1, offered = 2, children }: Props<Id>) {
  const router = useRouter();
  return (
    <div className="admin">
      {parts.length >= listed && (
        <nav className="admin-nav" aria-label={title} data-pane>
          {parts.map(({ id, to, icon: Icon }) => (
            <Link key={id} to={to} className="nav-link" activeProps={{ 'aria-current': 'page' }}>
              <Icon size="1.25em" strokeWidth={1.75} aria-hidden />
              <span className="grow">{titles[id]}</span>
            </Link>
          ))}
        </nav>
      )}
      {parts.length >= offered && (
        <div className="admin-choice">
          <Select
            label={choice}
            options={parts.map(({ id }) => ({ id, title: titles[id] }))}
            value={chosen}
            onChange={(id) => void router.navigate({ href: parts.find((part) => part.id === id)?.to ?? '/' })}
          />
        </div>
      )}
      <div className="admin-part" data-pane>
        {children}
      </div>
    </div>
  );
}

/** The address of a part that this person does not have. */
export function ForeignPart() {
  return (
    <div className="trouble">
      <h1 className="visually-hidden">{admin.noRights}</h1>
      <Empty icon={Lock} title={admin.noRights}>
        {admin.noRightsHint}
      </Empty>
    </div>
  );
}
