import { state as t } from '@/i18n/ru/adminState';
import type { Health } from '../queries';

type Part = Health['parts'][number];

const words = (book: Readonly<Record<string, string>>, key: string) => book[key];

export const nameOf = (part: Part) => words(t.names, part.name) ?? part.name;

/** The server's note in words: free space, a host, a version; packages to install are said with the meaning. */
export function detailOf({ name, state, detail }: Part): string {
  if (name === 'database') return databaseOf(detail);
  if (name === 'disk') return /^\d+ GiB$/.test(detail) ? t.free(detail.replace(' GiB', '')) : detail;
  if (name === 'files') return detail.startsWith('damaged: ') ? t.damaged(detail.slice('damaged: '.length)) : detail;
  if (name === 'audit_seal') return '';
  return state === 'off' ? (detail.split(': ')[0] ?? '') : detail;
}

/** «sqlite, migration 17» of the server. */
function databaseOf(detail: string): string {
  const [, kind = '', version = ''] = /^(\w+), migration (\d+)$/.exec(detail) ?? [];
  return kind === '' ? detail : t.database(words(t.databases, kind) ?? kind, version);
}

/** What does not work while the part is not there, and what to do. */
export function meaningOf({ name, state, detail }: Part): string {
  const [, pack] = state === 'off' ? detail.split(': ') : [];
  return [words(t.means, name), pack && t.install(pack)].filter(Boolean).join(' ');
}
