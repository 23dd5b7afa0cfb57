import { whole } from '@/lib/address';

export const queues = ['mine', 'open', 'dispatcher', 'closed'] as const;
export type Queue = (typeof queues)[number];

export const tabs = ['answers', 'documents', 'requests', 'talk', 'course', 'ends'] as const;
export type Tab = (typeof tabs)[number];

/** What stands in the address of the lists: a queue, a state, a service, a number, an open row – nobody's name. */
export interface Place {
  queue?: string;
  state?: string;
  service?: number;
  number?: string;
  open?: string;
}

export function placeOf(search: Record<string, unknown>): Place {
  const queue = queues.find((one) => one === search.queue);
  const number = String(search.number ?? '');
  const open = String(search.open ?? '');
  const state = String(search.state ?? '');
  const service = whole(search.service);
  return { ...(queue && { queue }), ...(/^[a-z_]{1,30}$/.test(state) && { state }), ...(service && { service }), ...(/^[\d-]{1,40}$/.test(number) && { number }), ...(/^[1-9]\d{0,15}$/.test(open) && { open }) };
}

export function queueOf({ queue }: Place): Queue {
  return queues.find((one) => one === queue) ?? 'open';
}

/** What is narrowed in the queue; «overdue» stands among the states. */
export const narrowed = ({ state = '', service = 0, number = '' }: Place) => ({ state: state === 'overdue' ? '' : state, overdue: state === 'overdue', service, number });

export function tabPlace(search: Record<string, unknown>): { tab?: Tab } {
  const tab = tabs.find((one) => one === search.tab);
  return tab ? { tab } : {};
}
