import { fromBase64, hex } from '../bytes.ts';
import { readCertificate, type Certificate } from '../certificate.ts';
import { DeviceError, type Person, type PinAgain, type SigningDevice } from '../device.ts';
import { faultOf, nameOf } from './faults.ts';
import { isThere, openPlugin, type Plugin } from './plugin.ts';

/** Рутокен Плагин: the key never leaves the token. The plug-in asks nothing by itself, so the PIN is asked here. */
export const rutoken: SigningDevice = {
  key: 'rutoken',
  means: 'plugin',
  available: async () => isThere(),
  certificates: () =>
    withPlugin(async (plugin) => {
      const found: Certificate[] = [];
      for (const [device, id] of await places(plugin)) {
        const certificate = readCertificate(id, fromBase64(await plugin.getCertificate(device, id)));
        if (certificate !== undefined) found.push(certificate);
      }
      return found;
    }),
  sign: (prepared, certificate, person) =>
    withPlugin(async (plugin) => {
      const [device] = (await places(plugin)).find(([, id]) => id === certificate.id) ?? [];
      if (device === undefined) throw new DeviceError('no_token');
      await login(plugin, device, person);
      try {
        const digest = hex(fromBase64(prepared.digests[certificate.algorithm])).match(/../g) ?? [];
        const options = { detached: true, addUserCertificate: true, addEssCert: true, addSignTime: true };
        return fromBase64(await plugin.sign(device, certificate.id, digest.join(':'), await plugin.DATA_FORMAT_HASH, options));
      } finally {
        await plugin.logout(device);
      }
    }),
};

async function withPlugin<T>(act: (plugin: Plugin) => Promise<T>): Promise<T> {
  const plugin = await openPlugin();
  try {
    return await act(plugin);
  } catch (error) {
    throw await faultOf(plugin, error);
  }
}

/** Certificates of all tokens, each with the token it lies on. */
async function places(plugin: Plugin): Promise<readonly (readonly [number, string])[]> {
  const devices = await plugin.enumerateDevices();
  if (devices.length === 0) throw new DeviceError('no_token');
  const category = await plugin.CERT_CATEGORY_USER;
  const found = [];
  for (const device of devices) {
    for (const id of await plugin.enumerateCertificates(device, category)) found.push([device, id] as const);
  }
  return found;
}

/** Asks for the PIN until the token takes it, the person gives up or the token locks. */
async function login(plugin: Plugin, device: number, person: Person) {
  let again: PinAgain | undefined;
  for (;;) {
    const pin = await person.pin(again);
    try {
      await plugin.login(device, pin);
      return;
    } catch (error) {
      if ((await nameOf(plugin, error)) === 'ALREADY_LOGGED_IN') return;
      const fault = await faultOf(plugin, error);
      if (fault.fault !== 'wrong_pin') throw fault;
      again = { left: await attemptsLeft(plugin, device) };
    }
  }
}

async function attemptsLeft(plugin: Plugin, device: number): Promise<number | undefined> {
  const left = Number(await plugin.getDeviceInfo(device, await plugin.TOKEN_INFO_PIN_RETRIES_LEFT));
  return Number.isInteger(left) ? left : undefined;
}
