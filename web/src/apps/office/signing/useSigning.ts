import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, take } from '@/api/client';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useAct } from '@/lib/useAct';
import type { Certificate } from '@/signing/certificate';
import { signRemotely, type RemoteSigning } from '@/signing/remote';
import { acknowledgeByStand, attachAcknowledgement, attachSignature, signByStand, signSimply, type Signed, type What } from '@/signing/send';
import type { Card } from '../card/parts';
import { refreshCards } from '../card/queries';
import { useMeans } from './useMeans';

const preparedQuery = (id: number, sha256: string, what: What) =>
  queryOptions({
    queryKey: ['prepared', id, sha256, what],
    retry: false,
    queryFn: ({ signal }) => {
      const asked = { params: { path: { id } }, body: { sha256 }, signal };
      return take(what === 'document' ? api.POST('/api/documents/{id}/signing/prepare', asked) : api.POST('/api/documents/{id}/acknowledgement/prepare', asked));
    },
  });

/** Everything that stands between the text that was read and the signature. */
export function useSigning(card: Card, what: What, done: (signed: Signed | undefined) => void) {
  const sha256 = card.versions.at(-1)?.sha256 ?? '';
  const prepared = useQuery(preparedQuery(card.id, sha256, what));
  const means = useMeans(prepared, what === 'document' ? card.signing.demand : card.acknowledgement.demand);
  const { way, device, certificate } = means;
  const [remote, setRemote] = useState<RemoteSigning>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const { busy, error, run } = useAct((refusal) => {
    if (refusal instanceof ApiError && refusal.status === 409) void refreshCards(queryClient, card.id);
  });

  async function byPlugin(chosen: Certificate): Promise<Signed | undefined> {
    if (device === undefined || prepared.data === undefined) return undefined;
    means.setStage('device');
    const cms = await device.sign(prepared.data, chosen, { pin: means.ask });
    means.setStage('server');
    const attach = what === 'document' ? attachSignature : attachAcknowledgement;
    return attach(card.id, sha256, new File([cms], `${prepared.data.name}.sig`), 'plugin');
  }

  async function byPhone(): Promise<Signed | undefined> {
    abort.current = new AbortController();
    return signRemotely(card.id, sha256, setRemote, abort.current.signal);
  }

  async function put(): Promise<Signed | undefined> {
    if (way === 'password') return signSimply(card.id, sha256);
    if (way === 'stand') return (what === 'document' ? signByStand : acknowledgeByStand)(card.id, sha256);
    if (way === 'remote') return byPhone();
    return certificate && byPlugin(certificate);
  }

  const sign = () =>
    run(async () => {
      try {
        const signed = await put();
        means.keep();
        done(signed);
      } finally {
        means.rest();
        setRemote(undefined);
      }
    });

  return { ...means, remote, cancel: () => abort.current?.abort(), busy, error, sign };
}
