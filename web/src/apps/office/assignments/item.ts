import type { components } from '@/api/schema';
import type { Option } from '@/ui/Select';
import type { Assignment } from './orders';

type Item = components['schemas']['AssignmentsItem'];

/** One assignment as it is being written. */
export interface Writing {
  key: string;
  text: string;
  /** The first answers for the whole. */
  people: readonly Option<number>[];
  /** Dates that the issuer named for single co-executors. */
  ownDue: Readonly<Record<number, string>>;
  /** Code of a preset, or a day by hand. */
  term: string;
  due: string;
  control: 'none' | 'ordinary' | 'special';
  controller: readonly Option<number>[];
  controllerAccepts: boolean;
  informed: readonly Option<number>[];
  urgent: boolean;
}

export const byHand = 'day';
export const noDate = 'assignment.default';

let last = 0;

export const blank = (text = ''): Writing => ({
  key: `new-${(last += 1)}`,
  text,
  people: [],
  ownDue: {},
  term: noDate,
  due: '',
  control: 'ordinary',
  controller: [],
  controllerAccepts: false,
  informed: [],
  urgent: false,
});

const person = ({ id, name, post }: { id: number; name: string; post?: string }): Option<number> =>
  post === undefined ? { id, title: name } : { id, title: name, hint: post };

/** A draft opened for editing. */
export function written(one: Assignment): Writing {
  const co = one.members.filter((member) => member.role === 'co_executor');
  return {
    key: `old-${one.id}`,
    text: one.text,
    people: [person(one.responsible), ...co.map(person)],
    ownDue: Object.fromEntries(co.filter((member) => member.own_due).map((member) => [member.id, member.due_on])),
    term: one.due_on !== '' && !one.term_code ? byHand : (one.term_code ?? noDate),
    due: one.term_code ? '' : one.due_on,
    control: one.control,
    controller: one.controller ? [person(one.controller)] : [],
    controllerAccepts: one.controller_accepts,
    informed: one.members.filter((member) => member.role === 'informed').map(person),
    urgent: one.urgent,
  };
}

export function toItem(one: Writing): Item {
  const [responsible, ...others] = one.people;
  const controller = one.controller[0];
  return {
    text: one.text.trim(),
    responsible_id: responsible?.id ?? 0,
    co_executors: others.map(({ id }) => {
      const due = one.ownDue[id];
      return due === undefined ? { employee_id: id } : { employee_id: id, due_on: due };
    }),
    informed: one.informed.map(({ id }) => id),
    control: one.control,
    ...(controller && one.control !== 'none' ? { controller_id: controller.id, controller_accepts: one.controllerAccepts } : {}),
    ...(one.term === byHand ? { due_on: one.due } : { term_code: one.term }),
    urgent: one.urgent,
  };
}

export type Missing = Partial<Record<'text' | 'people' | 'due', true>>;

export function missingIn(one: Writing): Missing {
  return {
    ...(one.text.trim() === '' ? { text: true } : {}),
    ...(one.people.length === 0 ? { people: true } : {}),
    ...(one.term === byHand && one.due === '' ? { due: true } : {}),
  };
}

export const complete = (one: Writing) => Object.keys(missingIn(one)).length === 0;
