import { day, whole } from '@/lib/address';

const word = (value: unknown) => (typeof value === 'string' && /^[a-z][a-z_.-]{0,99}$/.test(value) ? value : undefined);

export const results = ['ok', 'denied', 'error'] as const;
export type Result = (typeof results)[number];

/** What narrows the log of acts; all of it stands in the URL. */
export interface AuditFilter {
  object?: string;
  actor?: number;
  action?: string;
  result?: Result;
  from?: string;
  to?: string;
}

export function auditFilterOf(search: Record<string, unknown>): AuditFilter {
  const [object, action, from, to] = [word(search.object), word(search.action), day(search.from), day(search.to)];
  const result = results.find((one) => one === search.result);
  const actor = whole(search.actor);
  return {
    ...(object ? { object } : {}),
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(result ? { result } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}
