import {
  Activity,
  BadgeCheck,
  BookMarked,
  BookUser,
  Clock,
  FileStack,
  FileText,
  FolderClosed,
  MailOpen,
  Network,
  Route,
  ScrollText,
  UserRoundCheck,
  Users,
  UserRoundPen,
  type LucideIcon,
} from 'lucide-react';
import type { Me } from '@/api/me';
import { admin as t } from '@/i18n/ru/admin';

const has =
  (...rights: readonly string[]) =>
  (me: Me) =>
    rights.some((right) => me.rights.includes(right));

export type PartId = keyof typeof t.parts;

/** A line of the administration's own menu; shown only to those who may. */
export interface Part {
  id: PartId;
  to: `/admin/${PartId}`;
  icon: LucideIcon;
  may: (me: Me) => boolean;
}

/** Whoever runs the installation: its parts, jobs and trusted certificates are those of all bodies. */
const operates = (me: Me) => has('org.admin')(me) && me.body.operator;

const part = (id: PartId, icon: LucideIcon, may: Part['may'] = has('org.admin')): Part => ({ id, to: `/admin/${id}`, icon, may });

export const parts: readonly Part[] = [
  part('people', Users),
  part('structure', Network),
  part('substitutions', UserRoundCheck),
  part('assistants', UserRoundPen),
  part('journals', BookMarked),
  part('files', FolderClosed),
  part('kinds', FileStack),
  part('routes', Route, has('approval.route')),
  part('terms', Clock),
  part('forms', FileText),
  part('correspondents', BookUser, has('org.admin', 'registry.register')),
  part('reception', MailOpen),
  part('trust', BadgeCheck, operates),
  part('audit', ScrollText, has('audit.read')),
  part('state', Activity, operates),
];

export const partsFor = (me: Me) => parts.filter((one) => one.may(me));

/** Whoever sets anything up or watches; a clerk has only the address book and finds it in the menu by its name. */
export const mayAdmin = has('org.admin', 'approval.route', 'audit.read');
export const mayDirectory = has('registry.register');
