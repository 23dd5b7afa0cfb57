import type { Answers, FormFile } from '@/forms/form';

export type Kept = { version: number; answers: Answers; page: string; files: { code: string; name: string; size: number }[]; saved_at: string; checked: boolean };

/** What Go puts into the page (internal/portal/service_form.go). */
export type State = Kept & {
  base: string;
  service: string;
  body: string;
  form: FormFile;
  zone: string;
  today: string;
  account: Record<string, string>;
  opens?: string;
  ended?: boolean;
};

/** A refusal with the sentence of the server. */
export class Refused extends Error {
  constructor(
    public code: string,
    text: string,
    public status: number,
    public retryAfter = 0,
    public params: Record<string, unknown> = {},
  ) {
    super(text);
  }
}

/** Asks the server; nothing is thrown but Refused and the TypeError of a lost network. */
export async function ask<T>(path: string, body?: unknown, more: RequestInit = {}): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...more.headers } };
  const answer = await fetch(path, { credentials: 'same-origin', ...more, ...init });
  const told: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return told as T;
  const { code = '', text = '', params = {} } = told as { code?: string; text?: string; params?: Record<string, unknown> };
  throw new Refused(code, text, answer.status, Number(answer.headers.get('Retry-After') ?? 0), params);
}

/** A moment in the time of the body. */
export const moment = (at: string, zone: string) =>
  new Date(at).toLocaleString('ru', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone });

