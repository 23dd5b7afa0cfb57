import type { components } from '@/api/schema';
import { drafts } from '@/lib/drafts';
import { arrives } from './flow';
import type { Card } from './parts';

// What a person writes on a card before it is sent. It lives outside React, because the button that registers stands
// in another part of the card; and in the drafts, so that neither a reload nor the end of a session loses it.

export type Description = components['schemas']['DocumentsDescription'];
type Channel = Card['channel'];

export interface Named {
  id: number;
  title: string;
  hint?: string;
  /** Of a correspondent: the usual way to it. */
  channel?: Exclude<Channel, ''>;
}

export interface AddresseeField {
  correspondent: Named | null;
  person: string;
  channel: Exclude<Channel, ''>;
}

export interface Fields {
  kind: number;
  summary: string;
  urgent: boolean;
  correspondent: Named | null;
  senderNumber: string;
  senderDate: string;
  senderSignatory: string;
  channel: Channel;
  addressee: Named | null;
  signatory: Named | null;
  due: string;
  sheets: string;
  attachments: string;
  caseFile: Named | null;
  addressees: readonly AddresseeField[];
  /** Where it will be registered; null is the first journal that fits. */
  journal: number | null;
}

export type FieldName = keyof Fields;

/** The server's names of fields. */
const wire: Readonly<Record<FieldName, string>> = {
  kind: 'kind_id',
  summary: 'summary',
  urgent: 'urgent',
  correspondent: 'correspondent_id',
  senderNumber: 'sender_number',
  senderDate: 'sender_date',
  senderSignatory: 'sender_signatory',
  channel: 'channel',
  addressee: 'addressee_id',
  signatory: 'signatory_id',
  due: 'due_on',
  sheets: 'sheets',
  attachments: 'attachments',
  caseFile: 'case_file_id',
  addressees: 'addressees',
  journal: 'journal_id',
};

const names = Object.keys(wire) as FieldName[];

const person = (one: Card['addressee']): Named | null => (one ? { id: one.id, title: one.name, hint: one.post } : null);
const count = (value: number) => (value === 0 ? '' : String(value));

/** The date on the card is only that of its registration. */
export const awaitsNumber = (card: Card) => card.state === 'received' && (card.due?.title ?? '') !== '';

export function fieldsOf(card: Card): Fields {
  return {
    kind: card.kind.id,
    summary: card.summary,
    urgent: card.urgent,
    correspondent: card.correspondent ? { id: card.correspondent.id, title: card.correspondent.name } : null,
    senderNumber: card.sender_number,
    senderDate: card.sender_date,
    senderSignatory: card.sender_signatory,
    channel: card.channel,
    addressee: person(card.addressee),
    signatory: person(card.signatory),
    // Before registration the date is the term of registration itself, which nobody sets by hand.
    due: awaitsNumber(card) ? '' : card.due_on,
    sheets: count(card.sheets),
    attachments: count(card.attachments),
    caseFile: card.case ? { id: card.case.id, title: card.case.index, hint: card.case.title } : null,
    addressees: card.addressees.map(({ correspondent_id, name, person: to, channel }) => ({
      correspondent: { id: correspondent_id, title: name },
      person: to,
      channel,
    })),
    journal: null,
  };
}

export function descriptionOf(card: Card, fields: Fields): Description {
  const optional = (value: Named | null) => (value === null ? {} : { id: value.id });
  const common = {
    kind_id: fields.kind,
    summary: fields.summary,
    urgent: fields.urgent,
    sheets: Number(fields.sheets) || 0,
    attachments: Number(fields.attachments) || 0,
    ...(fields.due === '' ? {} : { due_on: fields.due }),
    ...(fields.caseFile && { case_file_id: fields.caseFile.id }),
    version: card.version,
  };
  if (arrives(card.flow)) {
    return {
      ...common,
      correspondent_id: optional(fields.correspondent).id,
      sender_number: fields.senderNumber,
      ...(fields.senderDate === '' ? {} : { sender_date: fields.senderDate }),
      sender_signatory: fields.senderSignatory,
      channel: fields.channel,
      addressee_id: optional(fields.addressee).id,
    };
  }
  return {
    ...common,
    signatory_id: optional(fields.signatory).id,
    ...(card.flow === 'internal' && { addressee_id: optional(fields.addressee).id }),
    in_reply_to_id: card.in_reply_to?.id,
    addressees: fields.addressees.flatMap(({ correspondent, person: to, channel }) =>
      correspondent === null ? [] : [{ correspondent_id: correspondent.id, person: to, channel }],
    ),
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const changedIn = (fields: Fields, base: Fields): FieldName[] => names.filter((name) => !same(fields[name], base[name]));

interface Draft {
  version: number;
  changed: Partial<Fields>;
  /** What the changed fields were, to tell a foreign change from an own one. */
  was: Partial<Fields>;
}

export interface FormState {
  fields: Fields;
  /** Fields that differ from the card on the server. */
  changed: readonly FieldName[];
  errors: Readonly<Partial<Record<FieldName, string>>>;
  /** Came back from a draft after a reload. */
  restored: boolean;
  /** Changed here and by somebody else meanwhile: a person must choose. */
  both: readonly FieldName[];
  /** Somebody else changed other fields: they were taken over. */
  merged: boolean;
}

const pick = (fields: Fields, list: readonly FieldName[]): Partial<Fields> => Object.fromEntries(list.map((name) => [name, fields[name]]));

/** The form of one card. */
export class CardForm {
  private state: FormState;
  private base: Fields;
  private version: number;
  private readonly listeners = new Set<() => void>();
  private readonly draft: string;

  constructor(card: Card) {
    this.draft = `card:${card.id}`;
    this.base = fieldsOf(card);
    this.version = card.version;
    this.state = { fields: this.base, changed: [], errors: {}, restored: false, both: [], merged: false };
    const kept = drafts.read<Draft>(this.draft);
    if (kept) this.restore(kept);
  }

  get = () => this.state;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private put(next: Partial<FormState>) {
    this.state = { ...this.state, ...next };
    for (const tell of this.listeners) tell();
  }

  private restore(kept: Draft) {
    const fields = { ...this.base, ...kept.changed };
    const changed = changedIn(fields, this.base);
    if (changed.length === 0) {
      drafts.clear(this.draft);
      return;
    }
    const both = kept.version === this.version ? [] : changed.filter((name) => name in kept.was && !same(kept.was[name], this.base[name]));
    this.state = { ...this.state, fields, changed, restored: true, both };
  }

  change = (part: Partial<Fields>) => {
    const fields = { ...this.state.fields, ...part };
    const changed = changedIn(fields, this.base);
    const errors = Object.fromEntries(Object.entries(this.state.errors).filter(([name]) => !(name in part)));
    this.keep(fields, changed);
    this.put({ fields, changed, errors });
  };

  private keep(fields: Fields, changed: readonly FieldName[]) {
    if (changed.length === 0) {
      drafts.clear(this.draft);
      return;
    }
    const draft: Draft = { version: this.version, changed: pick(fields, changed), was: pick(this.base, changed) };
    drafts.write(this.draft, draft);
  }

  /** The card came anew from the server: own changes stay on top of it. */
  rebase(card: Card) {
    if (card.version === this.version) return;
    const now = fieldsOf(card);
    const theirs = changedIn(now, this.base);
    const mine = this.state.changed;
    const fields = { ...now, ...pick(this.state.fields, mine) };
    const changed = changedIn(fields, now);
    const both = changed.filter((name) => theirs.includes(name));
    this.base = now;
    this.version = card.version;
    this.keep(fields, changed);
    this.put({ fields, changed, both, merged: both.length === 0 && changed.length > 0 && theirs.length > 0 });
  }

  /** The field in dispute: mine stays, or theirs is taken. */
  settle(whose: 'mine' | 'theirs') {
    const { both } = this.state;
    if (whose === 'theirs') this.change(pick(this.base, both));
    this.put({ both: [], merged: false });
  }

  understood = () => this.put({ restored: false, merged: false });

  discard = () => {
    drafts.clear(this.draft);
    this.put({ fields: this.base, changed: [], errors: {}, restored: false, both: [], merged: false });
  };

  /** The server has taken it: what is shown is what it holds. */
  saved = () => {
    drafts.clear(this.draft);
    this.base = this.state.fields;
    this.put({ changed: [], errors: {}, restored: false, both: [], merged: false });
  };

  /** Words of the server beside its fields; the first one gets the focus. */
  refuse = (texts: Readonly<Record<string, string>>) => {
    const errors = Object.fromEntries(names.flatMap((name) => (texts[wire[name]] ? [[name, texts[wire[name]]]] : [])));
    this.put({ errors });
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.card-pane [aria-invalid=true], .card-pane [data-invalid] input, .card-pane [data-invalid] button')?.focus(),
    );
  };
}

const forms = new Map<number, CardForm>();
const mostForms = 50;

/** The form of a card, kept while the tab is open. */
export function formOf(card: Card): CardForm {
  const known = forms.get(card.id);
  if (known) return known;
  const form = new CardForm(card);
  forms.set(card.id, form);
  const [oldest] = forms.keys();
  if (forms.size > mostForms && oldest !== undefined) forms.delete(oldest); // its draft stays
  return form;
}
