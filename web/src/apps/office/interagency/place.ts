const parts = ['requests', 'inquiries', 'kinds'] as const;
export type Part = (typeof parts)[number];

export const queues = ['open', 'overdue', 'closed', 'all'] as const;
export type Queue = (typeof queues)[number];

/** What stands in the address: a part, a queue, a kind – nobody's name. */
export interface Place {
  part?: Part;
  queue?: Queue;
  kind?: string;
}

export function placeOf(search: Record<string, unknown>): Place {
  const part = parts.find((one) => one === search.part);
  const queue = queues.find((one) => one === search.queue);
  const kind = String(search.kind ?? '');
  return { ...(part && { part }), ...(queue && { queue }), ...(/^[\w.-]{1,100}$/.test(kind) && { kind }) };
}
