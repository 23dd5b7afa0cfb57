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

export interface Way {
  key: DeviceKey;
  /** False: its extension does not answer on this computer. */
  there: boolean;
}

/** The ways that the server allows for this document; those that are not there stand last. */
export async function waysOf(means: readonly string[]): Promise<readonly Way[]> {
  const keys = Object.entries(keysOf).flatMap(([one, of]) => (means.includes(one) ? of : []));
  const ways = await Promise.all(keys.map(async (key) => ({ key, there: (await plugins[key]?.available()) ?? true })));
  return [...ways.filter(({ there }) => there), ...ways.filter(({ there }) => !there)];
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
