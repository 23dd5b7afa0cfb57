import { fold } from '../lib/fold.ts';
import { hex } from './bytes.ts';
import { nodes, oid, tags, text, time, type Node } from './der.ts';

/** A certificate with its key at hand, as the person chooses it. */
export interface Certificate {
  /** How the device finds it again; kept to offer the same one next time. */
  id: string;
  owner: string;
  surname: string;
  givenName: string;
  organization: string;
  snils: string;
  issuer: string;
  serial: string;
  from: Date;
  to: Date;
  algorithm: KeyAlgorithm;
}

/** Which digest the key signs. */
export type KeyAlgorithm = 'streebog256' | 'streebog512' | 'sha256';

const algorithms: Readonly<Record<string, KeyAlgorithm>> = {
  '1.2.643.7.1.1.1.1': 'streebog256', // ГОСТ Р 34.10-2012, 256
  '1.2.643.7.1.1.1.2': 'streebog512',
};

const fields = { name: '2.5.4.3', surname: '2.5.4.4', givenName: '2.5.4.42', organization: '2.5.4.10', snils: '1.2.643.100.3' } as const;

/** Reads an X.509 certificate (RFC 5280); undefined where it is none. */
export function readCertificate(id: string, der: Uint8Array): Certificate | undefined {
  try {
    const [certificate] = nodes(der);
    const [body] = nodes(certificate?.content ?? der);
    const parts = nodes(body?.content ?? der).filter(({ tag }) => tag !== version);
    const [serial, , issuer, validity, subject, key] = parts;
    if (serial === undefined || issuer === undefined || validity === undefined || subject === undefined || key === undefined) return undefined;
    const [from, to] = nodes(validity.content).map(time);
    if (from === undefined || to === undefined) return undefined;
    const names = nameOf(subject);
    return {
      id,
      owner: names[fields.name] ?? [names[fields.surname], names[fields.givenName]].join(' ').trim(),
      surname: names[fields.surname] ?? '',
      givenName: names[fields.givenName] ?? '',
      organization: names[fields.organization] ?? '',
      snils: names[fields.snils] ?? '',
      issuer: nameOf(issuer)[fields.name] ?? '',
      serial: hex(serial.content).replace(/^00(?=..)/, ''),
      from,
      to,
      algorithm: algorithms[keyOf(key)] ?? 'sha256',
    };
  } catch (broken) {
    if (broken instanceof RangeError) return undefined;
    throw broken;
  }
}

const version = 0xa0;

/** Values of a distinguished name by the identifiers of their kinds. */
function nameOf(name: Node): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const set of nodes(name.content)) {
    for (const pair of nodes(set.content)) {
      const [kind, value] = nodes(pair.content);
      if (kind?.tag === tags.oid && value !== undefined) values[oid(kind.content)] = text(value);
    }
  }
  return values;
}

function keyOf(key: Node): string {
  const [algorithm] = nodes(key.content);
  const [kind] = nodes(algorithm?.content ?? key.content);
  return kind?.tag === tags.oid ? oid(kind.content) : '';
}

/** Why a certificate does not suit; the server has the last word. */
export type Unfit = 'expired' | 'early' | 'foreign';

/** The signatory as the server names him. */
export interface Signer {
  surname: string;
  name: string;
  patronymic: string;
}

export function unfit(certificate: Certificate, signer: Signer, now: Date): Unfit | undefined {
  if (certificate.to < now) return 'expired';
  if (certificate.from > now) return 'early';
  return belongs(certificate, signer) ? undefined : 'foreign';
}

/** The names are compared as the server does: where one side has no patronymic, surname and given name decide. */
function belongs({ surname, givenName, owner }: Certificate, signer: Signer): boolean {
  const [last, first, ...middle] = words(surname === '' || givenName === '' ? owner : `${surname} ${givenName}`);
  const [patronymic, own] = [middle.join(' '), words(signer.patronymic).join(' ')];
  return last === fold(signer.surname.trim()) && first === fold(signer.name.trim()) && (patronymic === '' || own === '' || patronymic === own);
}

/** In documents U+0451 is often written as U+0435. */

const words = (name: string) => fold(name.trim()).split(/\s+/).filter(Boolean);
