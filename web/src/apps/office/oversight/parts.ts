import { CalendarClock, ChartColumn, FileOutput, FolderTree, ListChecks, Route, type LucideIcon } from 'lucide-react';
import type { Me } from '@/api/me';
import { oversight as t } from '@/i18n/ru/oversight';

const has =
  (...rights: readonly string[]) =>
  (me: Me) =>
    rights.some((right) => me.rights.includes(right));

export type PartId = keyof typeof t.parts;

/** A line of the room's own menu; shown only to those who may. */
interface Part {
  id: PartId;
  to: `/oversight/${PartId}`;
  icon: LucideIcon;
  may: (me: Me) => boolean;
}

const part = (id: PartId, icon: LucideIcon, may: Part['may'] = has('reports.read', 'appeals.oversee')): Part => ({ id, to: `/oversight/${id}`, icon, may });

const parts: readonly Part[] = [
  part('register', ListChecks),
  part('figures', ChartColumn),
  part('visits', CalendarClock),
  part('account', FileOutput),
  part('ways', Route, has('reports.read', 'org.admin', 'approval.route')),
  part('themes', FolderTree, has('org.admin')),
];

export const partsFor = (me: Me) => parts.filter((one) => one.may(me));

/** The control department, and only in the body that is named for it. */
export const overseesAll = (me: Me) => me.rights.includes('appeals.oversee') && me.body.overseer;
