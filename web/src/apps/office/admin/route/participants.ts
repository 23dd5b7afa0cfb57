import { roleWords } from '@/i18n/ru/admin';
import { routes as t } from '@/i18n/ru/adminRecords';
import type { LoadOptions } from '@/ui/useOptions';
import { among } from '@/ui/useOptions';
import type { Option } from '@/ui/Select';
import { loadEmployees, type Participant, type Structure } from '../queries';

/** One key for any way to name a participant: 'person:5', 'unit_head:3', 'role:lawyer', 'author_head:'. */
export const keyOf = ({ kind, id, role }: Participant) => `${kind}:${role ?? id ?? ''}`;

export const titleOf = (who: Participant) => {
  if (who.kind === 'author_head') return t.authorHead;
  if (who.kind === 'role') return roleWords[who.role ?? '']?.title ?? t.gone;
  return who.name || t.gone;
};

/** The participant of a chosen option. */
export function participantOf({ id, title }: Option<string>): Participant {
  const [kind = '', value = ''] = id.split(':');
  switch (kind) {
    case 'role':
      return { kind, role: value };
    case 'post':
    case 'unit_head':
      return { kind, id: Number(value), name: title };
    case 'author_head':
      return { kind };
    default:
      return { kind: 'person', id: Number(value), name: title };
  }
}

/** Roles that take part in approval. */
const roles = ['lawyer', 'chief_clerk', 'clerk', 'controller', 'executive'] as const;

/** By what is typed: the author's head, heads of units, posts, roles, and people of the body. */
export function loadParticipants(structure: Structure | undefined): LoadOptions<string> {
  const known: Option<string>[] = [
    { id: 'author_head:', title: t.authorHead, hint: t.kinds.author_head },
    ...roles.map((role) => ({ id: `role:${role}`, title: roleWords[role]?.title ?? role, hint: t.kinds.role })),
    ...(structure?.units ?? []).filter((unit) => unit.active).map((unit) => ({ id: `unit_head:${unit.id}`, title: unit.name, hint: t.kinds.unit_head })),
    ...[...new Map((structure?.posts ?? []).map((post) => [post.id, post.name]))].map(([id, title]) => ({ id: `post:${id}`, title, hint: t.kinds.post })),
  ];
  const find = among(known);
  return async (query, signal) => {
    const [rest, people] = await Promise.all([find(query, signal), query === '' ? [] : loadEmployees(query, signal)]);
    return [...people.map((one) => ({ id: `person:${one.id}`, title: one.title, hint: one.hint ?? '' })), ...rest.slice(0, 30)];
  };
}
