import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, background, take } from '@/api/client';
import { ApiError } from '@/api/problem';
import { base64 } from '@/lib/base64';
import { useAct } from '@/lib/useAct';
import type { Certificate } from '@/signing/certificate';
import type { PinAgain, SigningDevice } from '@/signing/device';
import type { Batch, Sight } from './piles';
import { useMeans } from './useMeans';

/** How often the page asks how far the server is. */
const pause = 1000;

const waited = () => new Promise<void>((resolve) => void setTimeout(resolve, pause));

/** The signing of a whole pile: by the server, or in pieces by the plug-in of this browser. */
export function usePile(pile: Sight | undefined) {
  const client = useQueryClient();
  const means = useMeans({ data: pile?.prepared, error: undefined }, pile?.prepared.demand ?? 'qualified');
  const { way, device, certificate } = means;
  const [batch, setBatch] = useState<Batch>();
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => void (left.current = true);
  }, []);
  const { busy, error, run } = useAct((refusal) => {
    if (refusal instanceof ApiError && refusal.status === 409) void client.invalidateQueries({ queryKey: ['tasks'] });
  });

  /** The token asks for its PIN once; it is kept as long as this signing runs, and nowhere else. */
  function once() {
    let known: string | undefined;
    return async (again?: PinAgain) => {
      known = again === undefined && known !== undefined ? known : await means.ask(again);
      return known;
    };
  }

  async function byServer(begun: Batch) {
    let now = begun;
    while (now.state === 'running' && !left.current) {
      await waited(); // oxlint-disable-line no-await-in-loop -- it looks again and again
      now = await take(api.GET('/api/signing-batches/{id}', { params: { path: { id: begun.id } }, headers: background })); // oxlint-disable-line no-await-in-loop
      setBatch(now);
    }
  }

  async function byPlugin({ id }: Batch, by: SigningDevice, chosen: Certificate) {
    const params = { path: { id } };
    const pin = once();
    /* oxlint-disable no-await-in-loop -- a token signs one after another */
    while (!left.current) {
      const { items } = await take(api.POST('/api/signing-batches/{id}/next', { params }));
      if (items.length === 0) break;
      const signatures = [];
      for (const { document_id, digests } of items) {
        signatures.push({ document_id, cms: await base64(new File([await by.sign({ digests }, chosen, { pin })], '')) });
      }
      const now = await take(api.POST('/api/signing-batches/{id}/signatures', { params, body: { signatures } }));
      setBatch(now);
      if (now.state !== 'running') return;
    }
    /* oxlint-enable no-await-in-loop */
    if (!left.current) setBatch(await take(api.GET('/api/signing-batches/{id}', { params })));
  }

  const sign = () =>
    run(async () => {
      if (pile === undefined || way === undefined || way === 'remote') return;
      try {
        const { kind_id, basis_id, digest } = pile;
        const begun = await take(api.POST('/api/signing-batches', { body: { kind_id, basis_id, digest, means: way === 'stand' || way === 'password' ? way : 'plugin' } }));
        setBatch(begun);
        means.keep();
        if (device === undefined) await byServer(begun);
        else if (certificate !== undefined) await byPlugin(begun, device, certificate);
      } finally {
        means.rest();
        void client.invalidateQueries({ queryKey: ['tasks'] });
      }
    });

  const stop = async () => {
    if (batch !== undefined) setBatch(await take(api.POST('/api/signing-batches/{id}/stop', { params: { path: { id: batch.id } } })));
  };

  return { ...means, batch, busy, error, sign, stop };
}

export type PileAct = ReturnType<typeof usePile>;
