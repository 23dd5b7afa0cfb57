import { DeviceError } from '../device.ts';

// The part of Рутокен Плагин that signing needs, by its public reference (plugin.api.rutoken.ru). Through the extension
// every member is asynchronous, constants too.

type Later<T> = T | PromiseLike<T>;

export interface Plugin {
  readonly CERT_CATEGORY_USER: Later<number>;
  readonly DATA_FORMAT_HASH: Later<number>;
  readonly TOKEN_INFO_PIN_RETRIES_LEFT: Later<number>;
  readonly errorCodes: Later<Readonly<Record<string, number>>>;
  enumerateDevices(): Later<readonly number[]>;
  getDeviceInfo(device: number, what: number): Later<unknown>;
  enumerateCertificates(device: number, category: number): Later<readonly string[]>;
  /** In PEM. */
  getCertificate(device: number, certificate: string): Later<string>;
  login(device: number, pin: string): Later<void>;
  logout(device: number): Later<void>;
  /** A CMS in base64. */
  sign(device: number, certificate: string, data: string, format: number, options: SignOptions): Later<string>;
}

export interface SignOptions {
  detached: boolean;
  addUserCertificate: boolean;
  /** signing-certificate-v2: what makes it CAdES-BES. */
  addEssCert: boolean;
  addSignTime: boolean;
}

/** What «Адаптер Рутокен Плагин» puts into every page, under this name. */
const adapter = 'C3B7563B-BF85-45B7-88FC-7CFF1BD3C2DB';

interface Adapter {
  initialize?: () => PromiseLike<unknown>;
  isPluginInstalled?: () => PromiseLike<boolean>;
  loadPlugin?: () => PromiseLike<Plugin>;
}

/** The maker's wrapper, where something has loaded it already. */
interface Wrapper extends Adapter {
  ready: PromiseLike<unknown>;
  isExtensionInstalled?: () => PromiseLike<boolean>;
}

declare global {
  interface Window {
    rutoken?: Wrapper;
    [adapter]?: Adapter;
  }
}

export const isThere = () => window.rutoken !== undefined || window[adapter] !== undefined;

let opened: Promise<Plugin> | undefined;

/** Loaded once for a page: the adapter may be initialised only once. */
export function openPlugin(): Promise<Plugin> {
  opened ??= load();
  return opened.catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
}

async function load(): Promise<Plugin> {
  const { rutoken } = window;
  if (rutoken !== undefined) {
    await rutoken.ready;
    if (rutoken.isExtensionInstalled !== undefined && !(await rutoken.isExtensionInstalled())) throw new DeviceError('no_extension', { device: 'rutoken' });
    return loaded(rutoken);
  }
  const own = window[adapter];
  if (own === undefined) throw new DeviceError('no_extension', { device: 'rutoken' });
  if (own.loadPlugin === undefined) await own.initialize?.();
  return loaded(own);
}

async function loaded(from: Adapter): Promise<Plugin> {
  if (from.loadPlugin === undefined || (from.isPluginInstalled !== undefined && !(await from.isPluginInstalled()))) {
    throw new DeviceError('no_program', { device: 'rutoken' });
  }
  return from.loadPlugin();
}
