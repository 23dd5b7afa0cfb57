import { whole } from '@/lib/address';

// What of a workplace stands in its address: never a name, never a text.

const dues = ['overdue', 'today', 'week'] as const;
const orders = ['newest', 'due'] as const;

export interface Place {
  view?: string | undefined;
  card?: number | undefined;
  tab?: string | undefined;
  /** The document instead of its card, where there is room for one of them only. */
  doc?: true | undefined;
  kind?: number | undefined;
  year?: number | undefined;
  due?: (typeof dues)[number] | undefined;
  order?: (typeof orders)[number] | undefined;
  mode?: 'table' | undefined;
}

/** Changes a part of the place; `replace` leaves no step back. */
export type Go = (change: Place, replace?: boolean) => void;

const word = (value: unknown) => (typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : undefined);

/** Reads an address; what is not understood is left out. */
export function placeOf(search: Record<string, unknown>): Place {
  const place: Place = {
    view: word(search.view),
    card: whole(search.card),
    tab: word(search.tab),
    doc: search.doc === true ? true : undefined,
    kind: whole(search.kind),
    year: whole(search.year),
    due: dues.find((one) => one === search.due),
    order: orders.find((one) => one === search.order),
    mode: search.mode === 'table' ? 'table' : undefined,
  };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}

/** The place after a change; what is not set does not stand in the address. */
export const set = (place: Place, change: Place): Place =>
  Object.fromEntries(Object.entries({ ...place, ...change }).filter(([, value]) => value !== undefined));
