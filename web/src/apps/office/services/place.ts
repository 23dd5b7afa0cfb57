export const queues = ['mine', 'open', 'dispatcher', 'closed'] as const;
export type Queue = (typeof queues)[number];

export const tabs = ['answers', 'documents', 'requests', 'talk', 'course', 'ends'] as const;
export type Tab = (typeof tabs)[number];

const whole = (value: unknown) => (Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);

/** What stands in the address of the lists: a queue, a number, an open row – nobody's name. */
export interface Place {
  queue?: Queue;
  number?: string;
  open?: number;
}

export function placeOf(search: Record<string, unknown>): Place {
  const queue = queues.find((one) => one === search.queue);
  const number = String(search.number ?? '');
  const open = whole(search.open);
  return { ...(queue && { queue }), ...(/^[\d-]{1,40}$/.test(number) && { number }), ...(open && { open }) };
}

export function tabPlace(search: Record<string, unknown>): { tab?: Tab } {
  const tab = tabs.find((one) => one === search.tab);
  return tab ? { tab } : {};
}
