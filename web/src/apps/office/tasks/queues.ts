import { ClipboardCheck, Eye, FileStack, IdCard, ListChecks, PenLine, Stamp, type LucideIcon } from 'lucide-react';
import type { Me } from '@/api/me';
import { phoneWords } from '@/i18n/ru/tasks';
import type { components } from '@/api/schema';

export type Task = components['schemas']['TasksRow'];
export type Counter = components['schemas']['TasksCounter'];

/** Which part of the card a task is about; the rest begin on the card itself. */
const tabs: Readonly<Record<string, string>> = {
  consider: 'resolution',
  execute: 'resolution',
  contribute: 'resolution',
  accept_report: 'resolution',
  decide_extension: 'resolution',
  release: 'resolution',
  control: 'resolution',
  vote: 'approval',
  sign: 'approval',
  send_to_sign: 'approval',
  rework: 'approval',
};

export const tabOf = (task: Pick<Task, 'kind'> | undefined): string | undefined => (task === undefined ? undefined : tabs[task.kind]);

/** A task about something without a registration card has a page of its own. */
export function pageOf(task: Pick<Task, 'document_id' | 'subject'>): string | undefined {
  if (task.document_id !== 0) return undefined;
  const [kind, id] = task.subject.split(':');
  if (kind === 'inquiry') return `/interagency/inquiries/${id}`;
  return kind === 'complaint' ? `/applications/complaints?open=${id}` : `/applications/${id}`;
}

export const tileIds = ['sign', 'vote', 'consider', 'control', 'execute', 'services', 'office'] as const;
export type TileId = (typeof tileIds)[number];

/** A queue of the phone: several kinds that one looks through together. */
export interface Tile {
  id: TileId;
  title: string;
  icon: LucideIcon;
  kinds: readonly string[];
}

const tile = (id: TileId, icon: LucideIcon, kinds: readonly string[]): Tile => ({ id, title: phoneWords.tiles[id], icon, kinds });

const all: Readonly<Record<TileId, Tile>> = {
  sign: tile('sign', PenLine, ['sign']),
  vote: tile('vote', Stamp, ['vote']),
  consider: tile('consider', Eye, ['consider', 'inform']),
  control: tile('control', ListChecks, ['accept_report', 'decide_extension', 'release', 'control']),
  execute: tile('execute', ClipboardCheck, ['execute', 'contribute', 'rework', 'send_to_sign']),
  services: tile('services', IdCard, ['check_application', 'route_application', 'consider_application', 'answer_complaint', 'answer_inquiry']),
  office: tile('office', FileStack, ['register', 'dispatch', 'file']),
};

/** An executive decides, the others execute. */
const orders = {
  decides: ['sign', 'vote', 'consider', 'control', 'execute', 'services', 'office'],
  executes: ['execute', 'vote', 'consider', 'control', 'sign', 'services', 'office'],
  registers: ['office', 'execute', 'vote', 'consider', 'control', 'sign', 'services'],
} as const satisfies Readonly<Record<string, readonly TileId[]>>;

function orderFor({ rights, acting, assists }: Pick<Me, 'rights' | 'acting' | 'assists'>): readonly TileId[] {
  if (rights.includes('assignments.issue') || acting.length > 0 || assists.length > 0) return orders.decides;
  return rights.includes('registry.register') ? orders.registers : orders.executes;
}

export const countOf = (counters: readonly Counter[], kinds: readonly string[]) =>
  counters.filter((counter) => kinds.includes(counter.kind)).reduce((sum, counter) => sum + counter.open, 0);

export const overdueOf = (counters: readonly Counter[], kinds: readonly string[]) =>
  counters.filter((counter) => kinds.includes(counter.kind)).reduce((sum, counter) => sum + counter.overdue, 0);

const least = 4;

/** Four queues that fit the person, and every other one in which something waits. */
export function tilesFor(me: Pick<Me, 'rights' | 'acting' | 'assists'>, counters: readonly Counter[]): readonly Tile[] {
  const order = orderFor(me);
  return order.map((id) => all[id]).filter((one, index) => index < least || countOf(counters, one.kinds) > 0);
}
