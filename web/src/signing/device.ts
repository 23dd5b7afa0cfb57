import { ApiError, type Params } from '@/api/problem';
import type { components } from '@/api/schema';
import type { Certificate } from './certificate.ts';

// Where a signature comes from. A device with the key at hand gives a detached CMS over the digest that the server
// named; where the key is held elsewhere the server receives the signature itself. Nothing that a device says is
// believed: the server checks every signature before it takes it.

/** How a signature reaches the server, in the server's words. */
export type Means = 'password' | 'plugin' | 'remote' | 'stand';

export type DeviceKey = 'cryptopro' | 'rutoken' | 'remote' | 'stand' | 'password';

/** The bytes to be signed, as the server prepared them: digests in base64, by hash function. */
export type Prepared = Pick<components['schemas']['SigningPrepared'], 'digests'>;

/** The person before the screen, as a device needs him. */
export interface Person {
  /** The PIN of the token; `again` says why it is asked once more. Rejects when he changes his mind. */
  pin(again?: PinAgain): Promise<string>;
}

export interface PinAgain {
  /** Attempts left before the token locks, when it tells. */
  left: number | undefined;
}

/** A plug-in of the browser with keys in a token or in the store of the computer. */
export interface SigningDevice {
  readonly key: DeviceKey;
  readonly means: Means;
  /** Quick, and never asks the person anything. */
  available(): Promise<boolean>;
  /** All that have a private key here. */
  certificates(): Promise<readonly Certificate[]>;
  /** A detached CMS in DER. */
  sign(prepared: Prepared, certificate: Certificate, person: Person): Promise<Uint8Array<ArrayBuffer>>;
}

/** What may go wrong on the person's side; i18n/ru/errors/device.ts says what to do about each. */
export type Fault =
  | 'no_extension'
  | 'no_program'
  | 'no_certificate'
  | 'no_token'
  | 'no_key'
  | 'wrong_pin'
  | 'pin_locked'
  | 'cancelled'
  | 'denied'
  | 'expired'
  | 'revoked'
  | 'untrusted'
  | 'no_licence'
  | 'failed';

/** Told in the same place and the same way as a refusal of the server. */
export class DeviceError extends ApiError {
  constructor(
    readonly fault: Fault,
    params: Params = {},
  ) {
    super(`device.${fault}`, 0, {}, params);
    this.name = 'DeviceError';
  }
}
