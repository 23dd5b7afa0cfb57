import { day, whole } from '@/lib/address';

// What of a search stands in the address: ids and dates. The words stand in the fragment and go in the body.

const flows = ['incoming', 'outgoing', 'internal', 'directive', 'appeal'] as const;
const orders = ['newest', 'relevance'] as const;

export interface SearchPlace {
  flow?: (typeof flows)[number] | undefined;
  kind?: number | undefined;
  correspondent?: number | undefined;
  person?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  order?: (typeof orders)[number] | undefined;
}

export function searchPlaceOf(search: Record<string, unknown>): SearchPlace {
  return put(
    {},
    {
      flow: flows.find((one) => one === search.flow),
      kind: whole(search.kind),
      correspondent: whole(search.correspondent),
      person: whole(search.person),
      from: day(search.from),
      to: day(search.to),
      order: orders.find((one) => one === search.order),
    },
  );
}

export const put = (place: SearchPlace, change: SearchPlace): SearchPlace =>
  Object.fromEntries(Object.entries({ ...place, ...change }).filter(([, value]) => value !== undefined));

export const isEmpty = (place: SearchPlace) => Object.keys(place).every((key) => key === 'order');
