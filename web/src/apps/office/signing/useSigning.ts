import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, take } from '@/api/client';
import { meQuery } from '@/api/me';
import { ApiError } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useAct } from '@/lib/useAct';
import { unfit, type Certificate } from '@/signing/certificate';
import { DeviceError, type DeviceKey, type PinAgain } from '@/signing/device';
import { habits, plugins, pluginsHere, usualWay, waysOf } from '@/signing/devices';
import { signRemotely, type RemoteSigning } from '@/signing/remote';
import { acknowledgeByStand, attachAcknowledgement, attachSignature, signByStand, signSimply, type Signed, type What } from '@/signing/send';
import type { Card } from '../card/parts';
import { refreshCards } from '../card/queries';

/** The token asks for its PIN. */
export interface PinAsked {
  again: PinAgain | undefined;
  give: (pin: string) => void;
  giveUp: () => void;
}

/** Where the act stands: with the plug-in or the phone, or with the server. */
type Stage = 'device' | 'server';

const preparedQuery = (id: number, sha256: string, what: What) =>
  queryOptions({
    queryKey: ['prepared', id, sha256, what],
    retry: false,
    queryFn: ({ signal }) => {
      const asked = { params: { path: { id } }, body: { sha256 }, signal };
      return take(what === 'document' ? api.POST('/api/documents/{id}/signing/prepare', asked) : api.POST('/api/documents/{id}/acknowledgement/prepare', asked));
    },
  });

const hereQuery = queryOptions({ queryKey: ['plugins here'], queryFn: pluginsHere, gcTime: 0, staleTime: Infinity });

/** Certificates of a plug-in; asked anew each time, as tokens come and go. */
const certificatesQuery = (way: DeviceKey | undefined) =>
  queryOptions({
    queryKey: ['certificates', way],
    enabled: way !== undefined && plugins[way] !== undefined,
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async () => {
      const found = (await plugins[way ?? 'password']?.certificates()) ?? [];
      if (found.length === 0) throw new DeviceError('no_certificate');
      return found;
    },
  });

/** Everything that stands between the text that was read and the signature. */
export function useSigning(card: Card, what: What, done: (signed: Signed | undefined) => void) {
  const demand = what === 'document' ? card.signing.demand : card.acknowledgement.demand;
  const sha256 = card.versions.at(-1)?.sha256 ?? '';
  const { data: me } = useQuery(meQuery);
  const prepared = useQuery(preparedQuery(card.id, sha256, what));
  const habit = habits.of(me?.id ?? 0, demand);
  const ways = waysOf(prepared.data?.means ?? []);
  const { data: here } = useQuery({ ...hereQuery, enabled: ways.some((one) => one in plugins) });
  const [chosenWay, choose] = useState<DeviceKey>();
  const way = chosenWay ?? usualWay(ways, habit.way, here);
  const device = way && plugins[way];
  const certificates = useQuery(certificatesQuery(way));
  const [now] = useState(() => new Date());
  const listed = (certificates.data ?? []).map((certificate) => ({ certificate, why: prepared.data && unfit(certificate, prepared.data.signer, now) }));
  const fit = listed.flatMap(({ certificate, why }) => (why === undefined ? [certificate] : []));
  const [chosenId, pick] = useState<string>();
  const certificate = fit.find(({ id }) => id === chosenId) ?? fit.find(({ id }) => id === habit.certificate) ?? (fit.length === 1 ? fit[0] : undefined);

  const [stage, setStage] = useState<Stage>();
  const [pin, setPin] = useState<PinAsked>();
  const [remote, setRemote] = useState<RemoteSigning>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const { busy, error, run } = useAct((refusal) => {
    if (refusal instanceof ApiError && refusal.status === 409) void refreshCards(queryClient, card.id);
  });

  /** The form of the PIN stands in the page until it is answered. */
  const ask = (again?: PinAgain) =>
    new Promise<string>((resolve, reject) => {
      setPin({
        again,
        give: (text) => {
          setPin(undefined);
          resolve(text);
        },
        giveUp: () => {
          setPin(undefined);
          reject(new DeviceError('cancelled'));
        },
      });
    });

  async function byPlugin(chosen: Certificate): Promise<Signed | undefined> {
    if (device === undefined || prepared.data === undefined) return undefined;
    setStage('device');
    const cms = await device.sign(prepared.data, chosen, { pin: ask });
    setStage('server');
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
        if (way !== undefined) habits.keep(me?.id ?? 0, demand, { way, certificate: certificate?.id });
        done(signed);
      } finally {
        setStage(undefined);
        setPin(undefined);
        setRemote(undefined);
      }
    });

  return {
    prepared,
    ways,
    here,
    way,
    choose,
    listed,
    certificates,
    certificate,
    pick,
    stage,
    pin,
    remote,
    cancel: () => abort.current?.abort(),
    busy,
    error,
    sign,
    ready: way !== undefined && (device === undefined || certificate !== undefined),
  };
}

export type Act = ReturnType<typeof useSigning>;
