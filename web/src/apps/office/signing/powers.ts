import { queryOptions } from '@tanstack/react-query';
import { api, take } from '@/api/client';
import { problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { authorised } from '@/api/session';

type Schemas = components['schemas'];
export type PowerView = Schemas['PoaView'];
export type Finding = Schemas['PoaFinding'];
export type Person = Schemas['PoaPerson'];
export type Party = Schemas['PoaParty'];

export const powersQuery = (documentId: number) =>
  queryOptions({
    queryKey: ['powers', documentId],
    queryFn: ({ signal }) => take(api.GET('/api/documents/{id}/powers-of-attorney', { params: { path: { id: documentId } }, signal })),
  });

/** Sends a power of attorney and, where there is one, the principal's signature under it. */
export async function attachPower(signatureId: number, file: File, proof: File | undefined): Promise<void> {
  const form = new FormData();
  form.append('file', file);
  if (proof) form.append('signature', proof);
  const address = new URL(`/api/signatures/${signatureId}/power-of-attorney`, location.origin);
  const response = await authorised(new Request(address, { method: 'POST', body: form }));
  if (!response.ok) throw await problemOf(response);
}
