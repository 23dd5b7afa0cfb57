import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Certificate } from '../certificate.ts';
import type { PinAgain } from '../device.ts';
import { nobody, prepared, surnin } from '../testing.ts';
import type { Plugin } from './plugin.ts';

const adapter = 'C3B7563B-BF85-45B7-88FC-7CFF1BD3C2DB';
const errorCodes = { PIN_INCORRECT: 17, PIN_LOCKED: 18, ALREADY_LOGGED_IN: 93, DEVICE_NOT_FOUND: 2 };

/** A token with the PIN 12345678 and two wrong attempts. */
function token(change: Partial<Plugin> = {}) {
  const calls: string[] = [];
  let left = 2;
  const refuse = (code: number) => Promise.reject(new Error(String(code)));
  const plugin: Plugin = {
    CERT_CATEGORY_USER: Promise.resolve(1),
    DATA_FORMAT_HASH: Promise.resolve(2),
    TOKEN_INFO_PIN_RETRIES_LEFT: Promise.resolve(3),
    errorCodes: Promise.resolve(errorCodes),
    enumerateDevices: async () => [5],
    getDeviceInfo: async () => left,
    enumerateCertificates: async () => ['cert'],
    getCertificate: async () => `-----BEGIN CERTIFICATE-----\n${surnin}\n-----END CERTIFICATE-----\n`,
    login: (_device, pin) => (pin === '12345678' ? Promise.resolve() : refuse(left-- > 1 ? errorCodes.PIN_INCORRECT : errorCodes.PIN_LOCKED)),
    logout: async () => void calls.push('logout'),
    sign: async (...given) => {
      calls.push(JSON.stringify(given));
      return btoa('signature');
    },
    ...change,
  };
  Object.assign(window, { [adapter]: { isPluginInstalled: async () => true, loadPlugin: async () => plugin } });
  return calls;
}

const device = async () => (await import('./device.ts')).rutoken;
const person = (...pins: string[]) => ({ pin: vi.fn<(again?: PinAgain) => Promise<string>>(async () => pins.shift() ?? '') });

beforeEach(() => vi.resetModules());
afterEach(() => {
  delete window[adapter];
  delete window.rutoken;
});

it('asks for the PIN until it is right, signs the digest and leaves', async () => {
  const calls = token();
  const rutoken = await device();
  const [certificate] = await rutoken.certificates();
  const asked = person('1', '12345678');
  const signature = await rutoken.sign(prepared, certificate as Certificate, asked);
  expect(new TextDecoder().decode(signature)).toBe('signature');
  expect(asked.pin.mock.calls).toEqual([[undefined], [{ left: 1 }]]);
  const options = { detached: true, addUserCertificate: true, addEssCert: true, addSignTime: true };
  expect(calls).toEqual([JSON.stringify([5, 'cert', '01:02:fe', 2, options]), 'logout']);
});

it('signs nothing with a locked token', async () => {
  const calls = token();
  const rutoken = await device();
  const [certificate] = await rutoken.certificates();
  await expect(rutoken.sign(prepared, certificate as Certificate, person('1', '2'))).rejects.toMatchObject({ code: 'device.pin_locked' });
  expect(calls).toEqual([]);
});

it('says that the token was taken out', async () => {
  token({ sign: () => Promise.reject(new Error(String(errorCodes.DEVICE_NOT_FOUND))) });
  const rutoken = await device();
  const [certificate] = await rutoken.certificates();
  await expect(rutoken.sign(prepared, certificate as Certificate, person('12345678'))).rejects.toMatchObject({ code: 'device.no_token' });
});

it.each([
  ['no extension', () => undefined, 'device.no_extension'],
  ['no program', () => Object.assign(window, { [adapter]: { isPluginInstalled: async () => false, loadPlugin: async () => undefined } }), 'device.no_program'],
  ['no token', () => token({ enumerateDevices: async () => [] }), 'device.no_token'],
  [
    'the wrapper of the maker without its extension',
    () => Object.assign(window, { rutoken: { ready: Promise.resolve(), isExtensionInstalled: async () => false } }),
    'device.no_extension',
  ],
])('says what is missing: %s', async (_what, install, code) => {
  install();
  const rutoken = await device();
  await expect(rutoken.certificates()).rejects.toMatchObject({ code });
  await expect(rutoken.sign(prepared, { id: 'cert' } as Certificate, nobody)).rejects.toMatchObject({ code });
});
