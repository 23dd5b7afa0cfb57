import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { problemOf } from './problem';
import type { paths } from './schema';
import { authorised } from './session';

const refuse: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
};

/** Typed calls; a refusal is thrown as ApiError: const {data} = await api.POST('/api/…', {body}). */
export const api = createFetchClient<paths>({ baseUrl: location.origin, fetch: authorised });
api.use(refuse);

/** The same as hooks: $api.useQuery('get', '/api/…'), $api.useMutation('post', '/api/…'). */
export const $api = createQueryClient(api);

/** The answer's body, known to be there. */
export async function take<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** Header of calls that a page makes by itself (counters): they must not keep an abandoned workplace signed in. */
export const background = { 'Veche-Background': '1' } as const;

/** One per intended act: the same key on a repeat means the same act. */
export const idempotencyKey = () => crypto.randomUUID();
