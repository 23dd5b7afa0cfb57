import { routes as t } from '@/i18n/ru/adminRecords';
import type { Texts } from '../FormDrawer';
import type { Stage } from '../queries';

/** A stage in the editor: its key stays when it is moved, so that the focus goes with it. */
export interface EditedStage extends Stage {
  key: number;
}

const freshKey = (stages: readonly EditedStage[]) => Math.max(0, ...stages.map((stage) => stage.key)) + 1;

export const edited = (stages: readonly Stage[]): EditedStage[] => stages.map((stage, index) => ({ ...stage, key: index + 1 }));

export const addedTo = (stages: readonly EditedStage[]): EditedStage[] => [
  ...stages,
  {
    key: freshKey(stages),
    name: t.defaultStage,
    mode: 'parallel',
    participants: [],
    required: true,
    rule: 'all',
    term: { amount: 3, unit: 'day' },
    on_not_agreed: 'wait_all',
  },
];

/** The list with one member a place higher (-1) or lower (1); the same list when it stands at the end already. */
export function movedBy<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...list];
  const [one, other] = [next[index], next[index + by]];
  if (one === undefined || other === undefined) return next;
  next[index] = other;
  next[index + by] = one;
  return next;
}

/** What is sent: no keys, no quorum where the rule has none, no names. */
export const stagesToSend = (stages: readonly EditedStage[]): Stage[] =>
  stages.map(({ name, mode, participants, required, rule, quorum = 0, term, on_not_agreed }) => ({
    name,
    mode,
    required,
    rule,
    term,
    on_not_agreed,
    ...(rule === 'quorum' ? { quorum } : {}),
    participants: participants.map(({ kind, id, role }) => ({ kind, ...(id ? { id } : {}), ...(role ? { role } : {}) })),
  }));

/** Errors of one stage by the names of its fields. The server writes the place as «stages.1.quorum», its check of shapes as «stages[1].quorum». */
export function textsAt(texts: Texts, index: number): Texts {
  const prefix = `stages.${index}.`;
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) => {
      const place = field.replaceAll(/\[(\d+)\]/g, '.$1');
      return place.startsWith(prefix) ? [[place.slice(prefix.length), text]] : [];
    }),
  );
}
