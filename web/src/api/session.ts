// Who works here, and what happens when the session ends or an act needs the password again: a dialog opens over
// the page, the person answers, and the call that was refused is repeated. Nothing typed is lost.
import { ApiError, offline, problemOf } from './problem';
import type { components } from './schema';

/** A user of the demonstration region, offered as a button on the sign-in page. */
export type DemoUser = components['schemas']['OrgDemonstrator'];
export type OpenSession = components['schemas']['SessionSession'];

/** Sign in again, or give the password before a weighty act. */
export type Need = 'sign-in' | 'step-up';
type Ask = (need: Need) => Promise<boolean>;

let ask: Ask | undefined;
let usedAt = Date.now();
const pending = new Map<Need, Promise<boolean>>();

export const session = {
  /** The shell gives the dialogs; they answer false when the person refuses. */
  onNeed(dialog: Ask | undefined) {
    ask = dialog;
  },
  /** One dialog for all calls that were refused meanwhile. */
  meet(need: Need): Promise<boolean> {
    if (ask === undefined) return Promise.resolve(false);
    const open = pending.get(need) ?? ask(need).finally(() => pending.delete(need));
    pending.set(need, open);
    return open;
  },
  /** When the server last heard of this person; calls in the background do not count. */
  usedAt: () => usedAt,
  /** For calls that do not go by fetch. */
  needOf(status: number, code: string): Need | undefined {
    if (status === 401) return 'sign-in';
    return status === 403 && code === 'session.step_up' ? 'step-up' : undefined;
  },
};

/** fetch that survives the end of a session; openapi-fetch calls it too. */
export async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.ok && !request.headers.has('Veche-Background')) usedAt = Date.now();
  if (response.status !== 401 && response.status !== 403) return response;
  const { code } = await problemOf(response.clone());
  const need = session.needOf(response.status, code);
  if (need === undefined || !(await session.meet(need))) return response;
  return authorised(again); // after signing in again the password may still be asked for
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
}

async function call(path: string, body?: unknown, by: (request: Request) => Promise<Response> = authorised): Promise<Response> {
  const request = new Request(new URL(path, location.origin), {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const response = await by(request);
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function signIn(login: string, password: string): Promise<void> {
  await call('/auth/sign-in', { login, password }, send); // its 401 means a wrong password
}

export async function signOut(): Promise<void> {
  await call('/auth/sign-out', {});
}

/** The password given again; for some minutes the weighty acts are open. */
export async function stepUp(password: string): Promise<void> {
  await call('/auth/step-up', { password });
}

export async function changePassword(current: string, password: string): Promise<void> {
  await call('/auth/password', { current, password });
}

/** Empty everywhere but on a demonstration stand. */
export async function demoUsers(): Promise<readonly DemoUser[]> {
  try {
    return ((await (await call('/auth/demo')).json()) as components['schemas']['OrgDemonstratorList']).items;
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}
