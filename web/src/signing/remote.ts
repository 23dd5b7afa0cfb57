import { api, background, take } from '@/api/client';
import { ApiError } from '@/api/problem';
import type { components } from '@/api/schema';
import { DeviceError } from './device.ts';
import type { Signed } from './send.ts';

export type RemoteSigning = components['schemas']['RemotesignView'];

/** How often the page asks whether the phone has answered. */
const pause = 2000;

/**
 * Sends the text to the signatory's phone and waits. `show` is given the request with the code to compare; when
 * `signal` says so the request is taken back.
 */
export async function signRemotely(documentId: number, sha256: string, show: (request: RemoteSigning) => void, signal: AbortSignal): Promise<Signed | undefined> {
  let request = await take(api.POST('/api/documents/{id}/remote-signing', { params: { path: { id: documentId } }, body: { sha256 } }));
  const path = { id: request.id };
  while (request.state === 'waiting') {
    show(request);
    await waited(signal);
    request = signal.aborted
      ? await take(api.POST('/api/remote-signings/{id}/cancel', { params: { path } }))
      : await take(api.GET('/api/remote-signings/{id}', { params: { path }, headers: background })).catch(unheard(request));
  }
  if (request.state === 'cancelled') throw new DeviceError('cancelled');
  if (request.state !== 'signed') throw new ApiError(request.trouble, 0, {}, { reason: request.reason });
  const { signatures } = await take(api.GET('/api/documents/{id}/signatures', { params: { path: { id: documentId } } }));
  return signatures.find(({ id }) => id === request.signature_id);
}

/** A moment without the network is not an answer of the phone. */
const unheard = (request: RemoteSigning) => (error: unknown) => {
  if (error instanceof ApiError && error.code === 'network') return request;
  throw error;
};

function waited(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, signal.aborted ? 0 : pause);
    signal.addEventListener('abort', done);
  });
}
