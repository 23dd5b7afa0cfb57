import { whole } from '@/lib/address';
import { scopes, type ControlFilter, type Scope } from './queries';

// What of the list of assignments stands in its address.

const dues = ['overdue', 'three', 'week'] as const;
const states = ['issued', 'in_progress', 'report_submitted', 'returned_for_rework'] as const;
export const ends = ['executed', 'cancelled'] as const;
export type State = (typeof states)[number] | (typeof ends)[number];

export interface ControlPlace {
  scope?: Scope | undefined;
  due?: (typeof dues)[number] | undefined;
  state?: State | undefined;
  control?: 'ordinary' | 'special' | undefined;
  closed?: true | undefined;
  /** Only those of this responsible executor. */
  who?: number | undefined;
  mode?: 'table' | undefined;
  card?: number | undefined;
  /** Which assignment: «assignment:12». */
  about?: string | undefined;
  tab?: string | undefined;
  doc?: true | undefined;
}

export type Go = (change: ControlPlace, replace?: boolean) => void;

export const openStates = states;

const word = (value: unknown) => (typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : undefined);
const subject = (value: unknown) => (typeof value === 'string' && /^[a-z_]{1,20}:\d{1,18}$/.test(value) ? value : undefined);

/** Parts of an address that say which card lies open. */
export function openedIn(search: Record<string, unknown>) {
  return { card: whole(search.card), about: subject(search.about), tab: word(search.tab), doc: search.doc === true ? (true as const) : undefined };
}

export function controlPlace(search: Record<string, unknown>): ControlPlace {
  const place: ControlPlace = {
    scope: scopes.find((one) => one === search.scope),
    // A notice of the server leads to «overdue=true».
    due: search.overdue === true ? 'overdue' : dues.find((one) => one === search.due),
    state: [...states, ...ends].find((one) => one === search.state),
    control: search.control === 'special' || search.control === 'ordinary' ? search.control : undefined,
    closed: search.closed === true ? true : undefined,
    who: whole(search.who),
    mode: search.mode === 'table' ? 'table' : undefined,
    ...openedIn(search),
  };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}

const days = { three: 3, week: 7 } as const;

export function filterOf({ due, state, control, closed, who }: ControlPlace, scope: Scope): ControlFilter {
  return {
    scope,
    ...(closed ? { closed } : {}),
    ...(due === 'overdue' && !closed ? { overdue: true } : {}),
    ...(due !== undefined && due !== 'overdue' && !closed ? { due_in: days[due] } : {}),
    ...(state ? { state: [state] } : {}),
    ...(control ? { control } : {}),
    ...(who ? { who } : {}),
  };
}
