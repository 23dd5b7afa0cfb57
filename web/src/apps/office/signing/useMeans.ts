import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '@/api/me';
import type { components } from '@/api/schema';
import { unfit } from '@/signing/certificate';
import { DeviceError, type DeviceKey, type PinAgain } from '@/signing/device';
import { habits, plugins, pluginsHere, usualWay, waysOf } from '@/signing/devices';
import type { RemoteSigning } from '@/signing/remote';

/** What the server prepared for the signatory, or why it did not. */
export interface Expected {
  data?: Pick<components['schemas']['SigningPrepared'], 'means' | 'signer' | 'stand'> | undefined;
  error: unknown;
}

/** The token asks for its PIN. */
export interface PinAsked {
  again: PinAgain | undefined;
  give: (pin: string) => void;
  giveUp: () => void;
}

/** Where the act stands: with the plug-in or the phone, or with the server. */
type Stage = 'device' | 'server';

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

/** With what the person signs: the ways that the server allows, the certificates of the one he chose, the PIN it asks for. */
export function useMeans(prepared: Expected, demand: string) {
  const { data: me } = useQuery(meQuery);
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

  return {
    prepared,
    ways,
    here,
    way,
    choose,
    device,
    listed,
    certificates,
    certificate,
    pick,
    stage,
    setStage,
    pin,
    ask,
    /** What he signed with is offered first the next time. */
    keep: () => {
      if (way !== undefined) habits.keep(me?.id ?? 0, demand, { way, certificate: certificate?.id });
    },
    rest: () => {
      setStage(undefined);
      setPin(undefined);
    },
    ready: way !== undefined && (device === undefined || certificate !== undefined),
  };
}

export type Means = ReturnType<typeof useMeans>;

/** An act of signing as the form of its means shows it. */
export interface Act extends Means {
  busy: boolean;
  /** The request on the phone, while it waits there. */
  remote?: RemoteSigning | undefined;
  cancel?: (() => void) | undefined;
}
