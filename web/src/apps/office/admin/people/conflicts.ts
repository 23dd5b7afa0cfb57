import { substitutions as t } from '@/i18n/ru/admin';
import { dayNumbers } from '@/lib/dates';
import type { SubstitutionRow } from '../queries';

export interface Wanted {
  principalId: number | undefined;
  deputyId: number | undefined;
  from: string;
  to: string;
  scope: SubstitutionRow['scope'];
}

export interface Conflict {
  text: string;
  /** The server will refuse the order; otherwise it is only told. */
  refused: boolean;
}

export const periodOf = (row: SubstitutionRow) => t.period(dayNumbers(row.from_day), dayNumbers(row.to_day));

/** What stands in the way of an order, said before it is sent: the server decides by the same rules. */
export function conflictOf(wanted: Wanted, orders: readonly SubstitutionRow[]): Conflict | undefined {
  const { principalId, deputyId, from, to, scope } = wanted;
  if (principalId === undefined || from === '' || to === '') return undefined;
  const meeting = orders.filter((order) => order.from_day <= to && order.to_day >= from);
  const same = meeting.find((order) => order.principal_id === principalId && order.scope === scope);
  if (same) return { refused: true, text: t.conflict(same.deputy, periodOf(same), same.basis) };
  const away = meeting.find((order) => order.principal_id === deputyId);
  if (!away) return undefined;
  return away.deputy_id === principalId
    ? { refused: true, text: t.circle(away.principal, away.deputy, periodOf(away)) }
    : { refused: false, text: t.deputyAway(away.principal, away.deputy, periodOf(away)) };
}
