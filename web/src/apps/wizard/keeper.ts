// Keeps the draft: on the server some moments after the last key, on this device while the server cannot be reached. What
// was typed is never lost: not by a closed page, not by a lost network, not by a second device.
import type { Answers } from '@/forms/form';
import { merge } from '@/forms/prefill';
import { ask, Refused, type Kept, type State } from './state';

export type Standing = 'saved' | 'saving' | 'offline' | 'merged' | 'signed-out' | 'gone';

type Unsaved = { base: Answers; answers: Answers; page: string };

const pause = 1200;
const again = 8000;

export class Keeper {
  private base: Answers;
  private version: number;
  private timer = 0;
  private busy: Promise<void> | undefined;
  private waiting: { answers: Answers; page: string } | undefined;

  constructor(
    private state: State,
    private tell: (standing: Standing, at?: string) => void,
    private merged: (answers: Answers) => void,
  ) {
    this.base = state.answers;
    this.version = state.version;
    addEventListener('online', () => void this.save());
    addEventListener('pagehide', () => this.leave());
  }

  private get place() {
    return `veche-draft:${this.state.base}`;
  }

  /** What this device has kept and the server has not. */
  unsaved(): Unsaved | undefined {
    const kept = localStorage.getItem(this.place);
    return kept ? (JSON.parse(kept) as Unsaved) : undefined;
  }

  changed(answers: Answers, page: string) {
    this.waiting = { answers, page };
    localStorage.setItem(this.place, JSON.stringify({ base: this.base, answers, page } satisfies Unsaved));
    this.later(pause);
  }

  private later(time: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), time);
  }

  /** Saves now; two savings never overtake each other. */
  async save(): Promise<void> {
    await this.busy;
    const now = this.waiting;
    if (!now) return;
    clearTimeout(this.timer);
    this.busy = this.send(now);
    await this.busy;
    this.busy = undefined;
  }

  private async send(now: { answers: Answers; page: string }) {
    this.tell('saving');
    try {
      const kept = await ask<Kept>(`${this.state.base}/draft`, { version: this.version, ...now });
      this.took(kept, now.answers);
      if (this.waiting === now) {
        this.waiting = undefined;
        localStorage.removeItem(this.place);
      }
      this.tell('saved', kept.saved_at);
    } catch (error) {
      await this.failed(error, now);
    }
  }

  private took(kept: Kept, answers: Answers) {
    this.version = kept.version;
    this.base = answers;
  }

  /** The version after a check, which writes the draft too. */
  checked(version: number) {
    this.version = version;
  }

  /** Nothing is kept here any more: the application was sent or the draft thrown away. */
  done() {
    clearTimeout(this.timer);
    this.waiting = undefined;
    localStorage.removeItem(this.place);
  }

  private async failed(error: unknown, now: { answers: Answers; page: string }) {
    const status = error instanceof Refused ? error.status : 0;
    if (error instanceof Refused && error.code === 'draft.stale') return this.meet(now);
    if (status === 401) return this.tell('signed-out');
    if (status === 404 || status === 409) return this.tell('gone');
    this.tell('offline');
    this.later(again);
  }

  /** Another device has written meanwhile: its answers and ours become one draft. */
  private async meet(now: { answers: Answers; page: string }) {
    const theirs = await ask<Kept>(`${this.state.base}/draft`).catch(() => undefined);
    if (!theirs) {
      this.tell('offline');
      this.later(again);
      return;
    }
    const both = merge(this.base, now.answers, theirs.answers);
    this.took(theirs, theirs.answers);
    this.merged(both);
    this.changed(both, now.page);
    this.tell('merged');
  }

  /** The page is being left: the last letters go without waiting for an answer. */
  private leave() {
    if (!this.waiting) return;
    const body = JSON.stringify({ version: this.version, ...this.waiting });
    void fetch(`${this.state.base}/draft`, { method: 'POST', body, keepalive: body.length < 60_000, headers: { 'Content-Type': 'application/json' } }).catch(() => undefined);
  }
}
