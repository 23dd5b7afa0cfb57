export const queues = ['mine', 'open', 'dispatcher', 'closed'] as const;
export type Queue = (typeof queues)[number];

export const tabs = ['answers', 'documents', 'requests', 'talk', 'course', 'ends'] as const;
export type Tab = (typeof tabs)[number];

/** What stands in the address of the lists: a queue, a number, an open row – nobody's name. */
export interface Place {
  queue?: string;
  number?: string;
  open?: string;
}

export function placeOf(search: Record<string, unknown>): Place {
  const queue = queues.find((one) => one === search.queue);
  const number = String(search.number ?? '');
  const open = String(search.open ?? '');
  return { ...(queue && { queue }), ...(/^[\d-]{1,40}$/.test(number) && { number }), ...(/^[1-9]\d{0,15}$/.test(open) && { open }) };
}

export function queueOf({ queue }: Place): Queue {
  return queues.find((one) => one === queue) ?? 'open';
}

export function tabPlace(search: Record<string, unknown>): { tab?: Tab } {
  const tab = tabs.find((one) => one === search.tab);
  return tab ? { tab } : {};
}
