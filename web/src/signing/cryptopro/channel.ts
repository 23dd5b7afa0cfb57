import { DeviceError } from '../device.ts';
import type { Plugin } from './objects.ts';

// The extension of the КриптоПро ЭЦП Browser plug-in is spoken to by messages of the page. Its own page script
// (nmcades_plugin_api.js) is not loaded, as the policy of the page admits scripts of ours only: this is a loader of the
// same messages, written anew. docs/limits.md says how it is tried with the real plug-in.

/** Extensions of the plug-in: of Chromium, its older one, of Opera. */
const extensions = ['pfhgbfnnjiafkhfdkmpiflachepdcjod', 'iifchhfnnmpdbibifmljnfjhpififfog', 'epebfcehmdedogndhlcacafjaacknbcm'];

/** How long an extension that is there may take to answer. */
const patience = 1500;

declare global {
  interface Window {
    /** Where something else on this computer has put the object of the plug-in already. */
    cadesplugin?: Plugin;
  }
}

interface Request {
  type?: 'init';
  url?: string;
  objid?: number | string;
  method?: string;
  get_property?: string;
  set_property?: string;
  params?: readonly Argument[];
}

interface Argument {
  type: string;
  value: unknown;
}

interface Returned extends Argument {
  properties?: readonly string[];
  methods?: readonly string[];
}

interface Answer {
  type: string;
  requestid: number;
  message?: string;
  value?: number | string;
  retval?: Returned;
}

/** What lives in the plug-in is known here by its number. */
const number = Symbol('objid');
type Remote = Record<string, unknown> & { [number]: number | string };

const say = (message: unknown) => window.postMessage(message, location.origin);

/** Hears what the extension says in the page. */
function hear(listener: (data: unknown) => void): () => void {
  const heard = ({ source, data }: MessageEvent) => {
    if (source === window) listener(data);
  };
  window.addEventListener('message', heard);
  return () => window.removeEventListener('message', heard);
}

/**
 * The extension wakes up only where the page names its script. The name stands in an element of data: nothing is
 * fetched and nothing runs, and the policy of the page stays as strict as it is.
 */
function nameScripts() {
  for (const id of extensions) {
    const src = `chrome-extension://${id}/nmcades_plugin_api.js`;
    if (Array.from(document.scripts).some((script) => script.src === src)) continue;
    const named = document.createElement('script');
    named.type = 'text/plain';
    named.src = src;
    document.head.append(named);
  }
}

/** To whom the messages go, or undefined when no extension answers. */
async function destination(): Promise<string | undefined> {
  nameScripts();
  let silent: (() => void) | undefined;
  let own = '';
  const answered = new Promise<string | undefined>((resolve) => {
    silent = hear((data) => {
      if (typeof data !== 'string') return;
      own = /^cadesplugin_echo_request_([a-p]{32})$/.exec(data)?.[1] ?? own;
      if (data.startsWith('cadesplugin_loaded')) resolve(own === '' ? 'nmcades' : `nmcades_${own}`);
    });
    setTimeout(() => resolve(undefined), patience);
  });
  say('cadesplugin_echo_request');
  return answered.finally(() => silent?.());
}

class Channel {
  private last = 0;
  private readonly waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();

  constructor(private readonly to: string) {
    hear((data) => this.take(data));
  }

  private take(data: unknown) {
    if (!isEnvelope(data)) return;
    const waiting = this.waiting.get(data.data.requestid);
    if (waiting === undefined || !['result', 'error'].includes(data.data.type)) return;
    this.waiting.delete(data.data.requestid);
    if (data.data.type === 'result') waiting.resolve(data.data);
    else waiting.reject(new Error(data.data.message ?? ''));
  }

  private ask(request: Request): Promise<Answer> {
    const requestid = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(requestid, { resolve, reject });
      say({ destination: this.to, requestid, ...request });
    });
  }

  /** The plug-in itself: it makes objects. Rejects where the extension finds no program. */
  async open(): Promise<Plugin> {
    const { value = '' } = await this.ask({ type: 'init', url: document.URL });
    const create = (name: string) => this.call(value, 'CreateObject', [name]);
    return { CreateObjectAsync: create as Plugin['CreateObjectAsync'] };
  }

  private async call(objid: number | string, method: string, given: readonly unknown[]): Promise<unknown> {
    return this.read(await this.ask({ objid, method, params: given.map(argument) }));
  }

  private read({ retval }: Answer): unknown {
    switch (retval?.type) {
      case 'object':
        return this.object(retval);
      case 'number':
        return Number(retval.value);
      case 'boolean':
        return retval.value === true || retval.value === 'true';
      case 'string':
        return retval.value;
      default:
        return undefined;
    }
  }

  private object({ value, properties = [], methods = [] }: Returned): Remote {
    const objid = typeof value === 'number' ? value : String(value);
    const remote: Remote = { [number]: objid };
    for (const name of properties) {
      Object.defineProperty(remote, name, { get: async () => this.read(await this.ask({ objid, get_property: name })) });
      remote[`propset_${name}`] = async (given: unknown) => this.read(await this.ask({ objid, set_property: name, params: [argument(given)] }));
    }
    for (const name of methods) remote[name] = (...given: unknown[]) => this.call(objid, name, given);
    return remote;
  }
}

const isRemote = (value: unknown): value is Remote => typeof value === 'object' && value !== null && number in value;

const argument = (value: unknown): Argument => ({ type: typeof value, value: isRemote(value) ? value[number] : value });

const isEnvelope = (data: unknown): data is { data: Answer } =>
  typeof data === 'object' && data !== null && 'tabid' in data && 'data' in data && typeof data.data === 'object' && data.data !== null && 'requestid' in data.data;

let found: Promise<string | undefined> | undefined;
let opened: Promise<Plugin> | undefined;

/** Whether an extension answers; asked once, as extensions do not come while a page stays open. */
export async function isThere(): Promise<boolean> {
  if (window.cadesplugin?.CreateObjectAsync !== undefined) return true;
  found ??= destination();
  return (await found) !== undefined;
}

export async function openPlugin(): Promise<Plugin> {
  const { cadesplugin } = window;
  if (cadesplugin?.CreateObjectAsync !== undefined) {
    await cadesplugin; // it is a promise as well: kept until the plug-in has answered
    return { CreateObjectAsync: (name) => cadesplugin.CreateObjectAsync(name) };
  }
  found ??= destination();
  const to = await found;
  if (to === undefined) {
    found = undefined; // installed meanwhile, it answers the next time
    throw new DeviceError('no_extension', { device: 'cryptopro' });
  }
  opened ??= new Channel(to).open();
  return opened.catch(() => {
    opened = undefined;
    throw new DeviceError('no_program', { device: 'cryptopro' });
  });
}
