import { DeviceError, type Fault } from '../device.ts';
import type { Plugin } from './plugin.ts';

/** Names in plugin.errorCodes; the numbers change with versions and are asked of the plug-in itself. */
const faults: Readonly<Record<string, Fault>> = {
  PIN_INCORRECT: 'wrong_pin',
  PIN_LENGTH_INVALID: 'wrong_pin',
  PIN_INVALID: 'wrong_pin',
  PIN_LOCKED: 'pin_locked',
  DEVICE_NOT_FOUND: 'no_token',
  DEVICE_ERROR: 'no_token',
  TOKEN_NOT_PRESENT: 'no_token',
  TOKEN_INVALID: 'no_token',
  SLOT_ID_INVALID: 'no_token',
  KEY_NOT_FOUND: 'no_key',
  CERTIFICATE_NOT_FOUND: 'no_key',
  PKCS11_CANCEL: 'cancelled',
  FUNCTION_REJECTED: 'cancelled',
};

/** The name of the code that a refusal carries as its message. */
export async function nameOf(plugin: Plugin, error: unknown): Promise<string> {
  const code = Number(typeof error === 'object' && error !== null && 'message' in error ? error.message : error);
  const known = Object.entries(await plugin.errorCodes);
  return known.find(([, number]) => number === code)?.[0] ?? String(code);
}

export async function faultOf(plugin: Plugin, error: unknown): Promise<DeviceError> {
  if (error instanceof DeviceError) return error;
  const name = await nameOf(plugin, error);
  return new DeviceError(faults[name] ?? 'failed', { words: name });
}
