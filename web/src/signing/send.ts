import { api, take } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { authorised } from '@/api/session';

// How a signature comes to the server. Each answers with the verdict that the server has given.

export type Signed = components['schemas']['SigningView'];
type Signing = components['schemas']['SigningSigning'];

/** The document itself, or the statement that one has acknowledged it. */
export type What = 'document' | 'acknowledgement';

/** Sends a detached signature with the hash of the text that was read. */
export async function attachSignature(documentId: number, sha256: string, file: File, means: 'plugin' | 'file'): Promise<Signed | undefined> {
  return last((await sent(`/api/documents/${documentId}/attach-signature`, sha256, file, means)) as Signing);
}

/** The same over the statement of a reader. */
export async function attachAcknowledgement(documentId: number, sha256: string, file: File, means: 'plugin' | 'file'): Promise<Signed | undefined> {
  return (await sent(`/api/documents/${documentId}/acknowledgement/attach-signature`, sha256, file, means)) as Signed;
}

async function sent(path: string, sha256: string, file: File, means: 'plugin' | 'file'): Promise<unknown> {
  const form = new FormData();
  form.append('sha256', sha256);
  form.append('means', means);
  form.append('file', file);
  const response = await authorised(new Request(new URL(path, location.origin), { method: 'POST', body: form }));
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

export async function signSimply(documentId: number, sha256: string): Promise<Signed | undefined> {
  return last(await take(api.POST('/api/documents/{id}/sign', { params: { path: { id: documentId } }, body: { sha256 } })));
}

export async function signByStand(documentId: number, sha256: string): Promise<Signed | undefined> {
  return last(await take(api.POST('/api/documents/{id}/stand-sign', { params: { path: { id: documentId } }, body: { sha256 } })));
}

export async function acknowledgeByStand(documentId: number, sha256: string): Promise<Signed | undefined> {
  return take(api.POST('/api/documents/{id}/acknowledgement/stand-sign', { params: { path: { id: documentId } }, body: { sha256 } }));
}

const last = ({ signatures }: Signing) => signatures.at(-1);
