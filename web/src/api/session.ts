// Who works here, and what happens when the session ends: a dialog opens over the page, the person signs in
// again, and the call that was refused is repeated. Nothing typed is lost.
import { ApiError, offline, problemOf } from './problem';

export interface Credentials {
  login: string;
  password: string;
}

/** A user of the demonstration region, offered as a button on the sign-in page. */
export interface DemoUser {
  login: string;
  password: string;
  name: string;
  post: string;
  body: string;
}

type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let pending: Promise<boolean> | undefined;

export const session = {
  /** The shell gives the dialog that asks to sign in again; it answers false when the person refuses. */
  onExpired(dialog: Ask | undefined) {
    ask = dialog;
  },
  /** One dialog for all calls that were refused meanwhile. */
  renew(): Promise<boolean> {
    if (ask === undefined) return Promise.resolve(false);
    pending ??= ask().finally(() => {
      pending = undefined;
    });
    return pending;
  },
};

/** fetch that survives the end of a session; openapi-fetch calls it too. */
export async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401) return response;
  return (await session.renew()) ? send(again) : response;
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
}

async function call(path: string, body?: unknown): Promise<Response> {
  const request = new Request(new URL(path, location.origin), {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const response = await send(request);
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function signIn(credentials: Credentials): Promise<void> {
  await call('/auth/sign-in', credentials);
}

export async function signOut(): Promise<void> {
  await call('/auth/sign-out', {});
}

/** Empty everywhere but on a demonstration stand. */
export async function demoUsers(): Promise<readonly DemoUser[]> {
  try {
    const users: unknown = await (await call('/auth/demo')).json();
    return Array.isArray(users) ? (users as DemoUser[]) : [];
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}
