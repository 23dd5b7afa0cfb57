import { api, take } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { authorised } from '@/api/session';

// How a signature comes to the server. Each answers with the verdict that the server has given.

export type Signed = components['schemas']['SigningView'];
type Signing = components['schemas']['SigningSigning'];

/** Sends a detached signature with the hash of the bytes that were signed. */
export async function attachSignature(documentId: number, sha256: string, file: File, means: 'plugin' | 'file'): Promise<Signed | undefined> {
  const form = new FormData();
  form.append('sha256', sha256);
  form.append('means', means);
  form.append('file', file);
  const address = new URL(`/api/documents/${documentId}/attach-signature`, location.origin);
  const response = await authorised(new Request(address, { method: 'POST', body: form }));
  if (!response.ok) throw await problemOf(response);
  return last((await response.json()) as Signing);
}

export async function signSimply(documentId: number, sha256: string): Promise<Signed | undefined> {
  return last(await take(api.POST('/api/documents/{id}/sign', { params: { path: { id: documentId } }, body: { sha256 } })));
}

export async function signByStand(documentId: number, sha256: string): Promise<Signed | undefined> {
  return last(await take(api.POST('/api/documents/{id}/stand-sign', { params: { path: { id: documentId } }, body: { sha256 } })));
}

const last = ({ signatures }: Signing) => signatures.at(-1);
