import type { Page } from '@playwright/test';
import { thumbprint, type Token } from './token.ts';

// Fakes of the two plug-ins as a page sees them: the extension of КриптоПро by its messages, Рутокен by the object that
// its extension puts into the page. Behind both stands a software token.

/** How the fake behaves from now on; a spec changes it between attempts. */
export interface Behaviour {
  /** Signs these octets instead of what the page asks for, in hexadecimal. */
  instead?: string | undefined;
  /** Refuses with this message. */
  refusal?: string | undefined;
  /** Рутокен: whether the token is in its slot. */
  inserted?: boolean;
}

export interface Installed {
  certificates: readonly string[];
  token: Token;
  behaviour: Behaviour;
}

export const pinOfToken = '12345678';

function sign({ token, behaviour }: Installed, id: string, digest: string): string {
  if (behaviour.refusal !== undefined) throw new Error(behaviour.refusal);
  return token.sign(id, behaviour.instead ?? digest);
}

/** The extension answers to messages; it wakes up only in a page that names its script. */
export async function installCryptoPro(page: Page, installed: Installed): Promise<void> {
  await page.exposeFunction('cryptoproSign', (id: string, digest: string) => sign(installed, id, digest));
  const stored = installed.certificates.map((one) => ({ id: thumbprint(one), der: one }));
  await page.addInitScript((certificates: { id: string; der: string }[]) => {
    const extension = 'pfhgbfnnjiafkhfdkmpiflachepdcjod';
    type Members = Record<string, unknown>;
    const { cryptoproSign } = window as unknown as { cryptoproSign: (id: string, digest: string) => Promise<string> };
    const objects: Members[] = [];
    /** An object with its properties, its methods and what may be set in it. */
    const made = (properties: Members, methods: Members = {}) => ({ properties, methods });
    const certificate = ({ id, der }: { id: string; der: string }) => made({ Thumbprint: id }, { HasPrivateKey: () => true, Export: () => der });
    const all = made({ Count: certificates.length }, { Item: (number: number) => certificate(certificates[number - 1] ?? { id: '', der: '' }) });
    const kinds: Record<string, () => Members> = {
      'CAdESCOM.Store': () => made({ Certificates: all }, { Open: () => undefined, Close: () => undefined }),
      'CAdESCOM.CPSigner': () => made({ Certificate: undefined, Options: 0 }),
      'CAdESCOM.HashedData': () => {
        const data = made({ Algorithm: 0, Value: '' }, { SetHashValue: (hex: string) => void (data.properties.Value = hex) });
        return data;
      },
      'CAdESCOM.CadesSignedData': () =>
        made({}, {
          SignHash: async (hash: Members, signer: Members) => {
            const { Value: digest, Algorithm: algorithm } = hash.properties as Members;
            if (algorithm !== 101) throw new Error('0x80090008'); // the key is of 256 bits
            const { properties } = (signer.properties as Members).Certificate as Members;
            return cryptoproSign(String((properties as Members).Thumbprint), String(digest));
          },
        }),
    };
    const root = made({}, { CreateObject: (kind: string) => kinds[kind]?.() });
    const told = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return { type: value === undefined ? 'OK' : typeof value, value };
      const { properties, methods } = value as Members;
      objects.push(value as Members);
      return { type: 'object', value: objects.length - 1, properties: Object.keys(properties as Members), methods: Object.keys(methods as Members) };
    };
    interface Request {
      requestid: number;
      destination?: string;
      type?: string;
      objid?: number;
      method?: string;
      get_property?: string;
      set_property?: string;
      params?: { type: string; value: unknown }[];
    }
    async function answer({ type, objid = 0, method, get_property: got, set_property: set, params = [] }: Request): Promise<Members> {
      if (type === 'init') return { value: objects.push(root) - 1 };
      const { properties, methods } = objects[objid] as Record<'properties' | 'methods', Members>;
      const given = params.map((one) => (one.type === 'object' ? objects[Number(one.value)] : one.value));
      if (got !== undefined) return { retval: told(properties[got]) };
      if (set !== undefined) return { retval: told(void (properties[set] = given[0])) };
      return { retval: told(await (methods[method ?? ''] as (...args: unknown[]) => unknown)(...given)) };
    }
    const say = (data: unknown) => window.postMessage(data, location.origin);
    window.addEventListener('message', ({ source, data }: MessageEvent<Request | string>) => {
      if (source !== window) return;
      const named = () => Array.from(document.scripts).some(({ src }) => src === `chrome-extension://${extension}/nmcades_plugin_api.js`);
      if (data === 'cadesplugin_echo_request' && named()) {
        say(`cadesplugin_echo_request_${extension}`);
        say('cadesplugin_loaded');
      }
      if (typeof data !== 'object' || data.destination !== `nmcades_${extension}`) return;
      const { requestid } = data;
      answer(data).then(
        (result) => say({ tabid: 'tab', data: { type: 'result', requestid, ...result } }),
        (error: unknown) => say({ tabid: 'tab', data: { type: 'error', requestid, message: (error as Error).message } }),
      );
    });
  }, stored);
}

/** Its extension puts one object into every page; every member of the plug-in is a promise. */
export async function installRutoken(page: Page, installed: Installed): Promise<void> {
  await page.exposeFunction('rutokenSign', (id: string, digest: string) => sign(installed, id, digest.replaceAll(':', '')));
  await page.exposeFunction('rutokenInserted', () => installed.behaviour.inserted ?? true);
  const stored = installed.certificates.map((one) => [thumbprint(one), one]);
  await page.addInitScript(
    ({ certificates, pin }: { certificates: string[][]; pin: string }) => {
      const { rutokenSign, rutokenInserted } = window as unknown as {
        rutokenSign: (id: string, digest: string) => Promise<string>;
        rutokenInserted: () => Promise<boolean>;
      };
      const codes = { DEVICE_NOT_FOUND: 2, PIN_INCORRECT: 17, USER_NOT_LOGGED_IN: 19 };
      const refuse = (code: keyof typeof codes) => {
        throw new Error(String(codes[code]));
      };
      let left = 10;
      let entered = false;
      const plugin = {
        CERT_CATEGORY_USER: Promise.resolve(1),
        DATA_FORMAT_HASH: Promise.resolve(2),
        TOKEN_INFO_PIN_RETRIES_LEFT: Promise.resolve(3),
        errorCodes: Promise.resolve(codes),
        enumerateDevices: async () => ((await rutokenInserted()) ? [0] : []),
        getDeviceInfo: async () => left,
        enumerateCertificates: async () => certificates.map(([id]) => id),
        getCertificate: async (_device: number, wanted: string) => `-----BEGIN CERTIFICATE-----\n${certificates.find(([id]) => id === wanted)?.[1]}\n-----END CERTIFICATE-----`,
        login: async (_device: number, given: string) => {
          if (!(await rutokenInserted())) refuse('DEVICE_NOT_FOUND');
          if (given !== pin) {
            left -= 1;
            refuse('PIN_INCORRECT');
          }
          entered = true;
        },
        logout: async () => void (entered = false),
        sign: async (_device: number, id: string, digest: string, format: number, { detached, addEssCert }: { detached: boolean; addEssCert: boolean }) => {
          if (!entered || format !== 2 || !detached || !addEssCert) refuse('USER_NOT_LOGGED_IN');
          return rutokenSign(id, digest);
        },
      };
      Object.assign(window, {
        'C3B7563B-BF85-45B7-88FC-7CFF1BD3C2DB': { initialize: async () => undefined, isPluginInstalled: async () => true, loadPlugin: async () => plugin },
      });
    },
    { certificates: stored, pin: pinOfToken },
  );
}
