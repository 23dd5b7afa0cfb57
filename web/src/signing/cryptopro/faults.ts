import { DeviceError, type Fault } from '../device.ts';

/** Codes of Windows that КриптоПро puts into its messages, on every system. */
const faults: Readonly<Record<string, Fault>> = {
  '8010006E': 'cancelled', // SCARD_W_CANCELLED_BY_USER
  '800704C7': 'cancelled', // ERROR_CANCELLED
  '000004C7': 'cancelled',
  '8010000C': 'no_token', // SCARD_E_NO_SMARTCARD
  '80100009': 'no_token', // SCARD_E_UNKNOWN_READER
  '80100017': 'no_token', // SCARD_E_READER_UNAVAILABLE
  '8010002E': 'no_token', // SCARD_E_NO_READERS_AVAILABLE
  '80100069': 'no_token', // SCARD_W_REMOVED_CARD
  '80090016': 'no_key', // NTE_BAD_KEYSET
  '8009000D': 'no_key', // NTE_NO_KEY
  '8010006B': 'wrong_pin', // SCARD_W_WRONG_CHV
  '8010006C': 'pin_locked', // SCARD_W_CHV_BLOCKED
  '80070005': 'denied', // E_ACCESSDENIED
  '80090010': 'denied', // NTE_PERM
  '800B0101': 'expired', // CERT_E_EXPIRED
  '800B010C': 'revoked', // CERT_E_REVOKED
  '80092010': 'revoked', // CRYPT_E_REVOKED
  '800B0109': 'untrusted', // CERT_E_UNTRUSTEDROOT
  '800B010A': 'untrusted', // CERT_E_CHAINING
  '8007065B': 'no_licence', // ERROR_FUNCTION_FAILED: what CSP says without a licence
};

/** What a refusal of the plug-in means; its own words stay where its code is unknown. */
export function faultOf(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error;
  const words = error instanceof Error ? error.message : typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  const code = /0x([0-9a-f]{8})/i.exec(words)?.[1]?.toUpperCase() ?? '';
  return new DeviceError(faults[code] ?? 'failed', { words });
}
