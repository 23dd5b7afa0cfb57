import { problemOf } from '@/api/problem';
import { authorised } from '@/api/session';

/** Sends a detached signature with the hash of the bytes that were signed. */
export async function attachSignature(documentId: number, sha256: string, file: File): Promise<void> {
  const form = new FormData();
  form.append('sha256', sha256);
  form.append('file', file);
  const address = new URL(`/api/documents/${documentId}/attach-signature`, location.origin);
  const response = await authorised(new Request(address, { method: 'POST', body: form }));
  if (!response.ok) throw await problemOf(response);
}
