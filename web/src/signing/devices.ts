import { cryptopro } from './cryptopro/device.ts';
import type { DeviceKey, Means, SigningDevice } from './device.ts';
import { rutoken } from './rutoken/device.ts';

/** Devices with the key at hand. */
export const plugins: Readonly<Partial<Record<DeviceKey, SigningDevice>>> = { cryptopro, rutoken };

const keysOf: Readonly<Record<Means, readonly DeviceKey[]>> = {
  password: ['password'],
  plugin: ['cryptopro', 'rutoken'],
  remote: ['remote'],
  stand: ['stand'],
};

/** The ways that the server allows for a document, in its order. */
export const waysOf = (means: readonly Means[]): readonly DeviceKey[] => means.flatMap((one) => keysOf[one]);

/** The plug-ins whose extensions answer on this computer. */
export async function pluginsHere(): Promise<readonly DeviceKey[]> {
  const there = await Promise.all(Object.values(plugins).map(async (one) => ((await one.available()) ? [one.key] : [])));
  return there.flat();
}

/**
 * What to offer while nobody has chosen; undefined while it is not known yet what answers here. On a demonstration the
 * key of the stand goes before the phone: it asks for nothing.
 */
export function usualWay(ways: readonly DeviceKey[], habit: DeviceKey | undefined, here: readonly DeviceKey[] | undefined): DeviceKey | undefined {
  if (habit !== undefined && ways.includes(habit)) return habit;
  const [first] = ways;
  if (first === undefined || !(first in plugins)) return first;
  if (here === undefined) return undefined;
  const others = ways.filter((way) => !(way in plugins));
  return ways.find((way) => here.includes(way)) ?? others.find((way) => way === 'stand') ?? others[0] ?? first;
}

// What a person signed with last time is offered first, on this computer and for this strength of signature.

interface Habit {
  way: DeviceKey;
  certificate?: string | undefined;
}

const place = (person: number, demand: string) => `signing:${person}:${demand}`;

export const habits = {
  of(person: number, demand: string): Partial<Habit> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(place(person, demand)) ?? '{}');
      return typeof kept === 'object' && kept !== null ? kept : {};
    } catch {
      return {}; // a broken or forbidden storage means no habit
    }
  },
  keep(person: number, demand: string, habit: Habit) {
    try {
      localStorage.setItem(place(person, demand), JSON.stringify(habit));
    } catch {
      // The next time it is chosen anew.
    }
  },
};
