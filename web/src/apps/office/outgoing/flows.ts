import type { Flow } from '../card/queries';

/** What the body itself writes. */
export type CreatedFlow = Exclude<Flow, 'incoming' | 'appeal'>;

interface Views {
  /** For those who register. */
  office: readonly string[];
  author: readonly string[];
}

const views: Readonly<Record<CreatedFlow, Views>> = {
  outgoing: {
    office: ['to_register', 'to_dispatch', 'all', 'sent', 'on_signature', 'in_approval', 'drafts'],
    author: ['drafts', 'in_approval', 'all', 'on_signature', 'to_register', 'to_dispatch', 'sent'],
  },
  internal: {
    office: ['to_register', 'on_consideration', 'all', 'in_execution', 'for_filing', 'on_signature', 'in_approval', 'drafts'],
    author: ['drafts', 'in_approval', 'all', 'on_signature', 'on_consideration', 'in_execution'],
  },
  directive: {
    office: ['to_register', 'registered', 'all', 'on_signature', 'in_approval', 'drafts'],
    author: ['drafts', 'in_approval', 'all', 'on_signature', 'registered'],
  },
};

export const viewsOf = (flow: CreatedFlow, registers: boolean) => views[flow][registers ? 'office' : 'author'];

/** Queues worked from the nearest term. */
export const byDue: readonly string[] = ['on_consideration', 'in_execution'];

/** What waits for this person: the office registers and sends, an author has his drafts. */
export const waitingViews = (flow: CreatedFlow, registers: boolean) => {
  if (!registers) return ['drafts'];
  return flow === 'outgoing' ? ['to_register', 'to_dispatch'] : ['to_register'];
};
