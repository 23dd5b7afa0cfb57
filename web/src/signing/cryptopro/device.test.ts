import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Certificate } from '../certificate.ts';
import { nobody, prepared, surnin } from '../testing.ts';

/** The plug-in as its reference describes it; what was called is told in order. */
function described({ withKey = true, refusal = '' } = {}) {
  const calls: string[] = [];
  const called = (name: string) => async (...given: unknown[]) => void calls.push(`${name}(${given.filter((one) => typeof one !== 'object').join(', ')})`);
  const certificate = { Thumbprint: Promise.resolve('ABCD'), HasPrivateKey: async () => withKey, Export: async () => surnin };
  const certificates = { Count: Promise.resolve(1), Item: async () => certificate };
  const objects: Record<string, unknown> = {
    'CAdESCOM.Store': { Open: called('Open'), Close: called('Close'), Certificates: Promise.resolve(certificates) },
    'CAdESCOM.CPSigner': { propset_Certificate: called('Certificate'), propset_Options: called('Options') },
    'CAdESCOM.HashedData': { propset_Algorithm: called('Algorithm'), SetHashValue: called('SetHashValue') },
    'CAdESCOM.CadesSignedData': {
      SignHash: async (_hash: unknown, _signer: unknown, type: number) => {
        calls.push(`SignHash(${type})`);
        if (refusal !== '') throw new Error(refusal);
        return `${btoa('signature')}\r\n`;
      },
    },
  };
  return { calls, plugin: { CreateObjectAsync: async (name: string) => objects[name] } };
}

const device = async () => (await import('./device.ts')).cryptopro;

beforeEach(() => vi.resetModules());
afterEach(() => {
  delete window.cadesplugin;
});

function install(options?: Parameters<typeof described>[0]) {
  const { calls, plugin } = described(options);
  window.cadesplugin = plugin as NonNullable<Window['cadesplugin']>;
  return calls;
}

it('signs the digest that the server named, by the algorithm of the key', async () => {
  const calls = install();
  const [certificate] = await (await device()).certificates();
  calls.length = 0;
  const signature = await (await device()).sign(prepared, certificate as Certificate, nobody);
  expect(new TextDecoder().decode(signature)).toBe('signature');
  expect(calls).toEqual(['Open(2, My, 2)', 'Close()', 'Algorithm(101)', 'SetHashValue(0102fe)', 'Certificate()', 'Options(0)', 'SignHash(1)']);
});

it('offers only certificates that have a key', async () => {
  install({ withKey: false });
  expect(await (await device()).certificates()).toEqual([]);
});

it.each([
  ['The action was cancelled by the user. (0x8010006E)', 'device.cancelled'],
  ['Карта была извлечена. (0x80100069)', 'device.no_token'],
  ['Набор ключей не существует (0x80090016)', 'device.no_key'],
  ['Отказано в доступе. (0x80070005)', 'device.denied'],
  ['Истек срок действия лицензии (0x8007065B)', 'device.no_licence'],
  ['Нечто новое (0x80090099)', 'device.failed'],
])('says of «%s» what to do', async (refusal, code) => {
  install({ refusal });
  const [certificate] = await (await device()).certificates();
  await expect((await device()).sign(prepared, certificate as Certificate, nobody)).rejects.toMatchObject({ code });
});

/** The extension as its messages show it: wakes up where its script is named, and answers by numbers of objects. */
function extension({ program = true } = {}) {
  const id = 'pfhgbfnnjiafkhfdkmpiflachepdcjod';
  const objects: unknown[] = [];
  const asked: string[] = [];
  const say = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { source: window, data }));
  const numbered = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return { type: value === undefined ? 'OK' : typeof value, value };
    const names = Object.keys(value);
    const methods = names.filter((name) => typeof (value as Record<string, unknown>)[name] === 'function' && !name.startsWith('propset_'));
    return { type: 'object', value: objects.push(value) - 1, methods, properties: names.filter((name) => !methods.includes(name)).map((name) => name.replace('propset_', '')) };
  };
  const { plugin } = described();
  const act = async (request: { type?: string; objid?: number; method?: string; get_property?: string; set_property?: string; params?: { type: string; value: unknown }[] }) => {
    if (request.type === 'init') return { value: objects.push({ CreateObject: plugin.CreateObjectAsync }) - 1 };
    const object = objects[request.objid ?? 0] as Record<string, (...given: unknown[]) => unknown>;
    const given = (request.params ?? []).map(({ type, value }) => (type === 'object' ? objects[Number(value)] : value));
    asked.push(request.method ?? request.get_property ?? request.set_property ?? '');
    if (request.get_property !== undefined) return { retval: numbered(await object[request.get_property]) };
    return { retval: numbered(await object[request.method ?? `propset_${request.set_property}`]?.(...given)) };
  };
  vi.spyOn(window, 'postMessage').mockImplementation(((data: never) => {
    const request = data as { destination?: string; requestid: number; type?: string } | string;
    if (request === 'cadesplugin_echo_request') {
      if (!Array.from(document.scripts).some(({ src }) => src === `chrome-extension://${id}/nmcades_plugin_api.js`)) return;
      say(`cadesplugin_echo_request_${id}`);
      say('cadesplugin_loaded');
    } else if (typeof request === 'object' && request.destination === `nmcades_${id}`) {
      const answer = (result: object) => say({ tabid: 'one', data: { requestid: request.requestid, ...result } });
      if (!program) answer({ type: 'error', message: 'Specified native messaging host not found.' });
      else void act(request).then((result) => answer({ type: 'result', ...result }));
    }
  }) as typeof window.postMessage);
  return asked;
}

it('speaks to the extension by its messages, without its script', async () => {
  const asked = extension();
  const cryptopro = await device();
  expect(await cryptopro.available()).toBe(true);
  const [certificate] = await cryptopro.certificates();
  expect(certificate).toMatchObject({ id: 'ABCD', owner: 'Сурнин Роман' });
  const signature = await cryptopro.sign(prepared, certificate as Certificate, nobody);
  expect(new TextDecoder().decode(signature)).toBe('signature');
  expect(asked).toContain('SignHash');
  expect(Array.from(document.scripts, ({ type }) => type)).toEqual(['text/plain', 'text/plain', 'text/plain']);
});

it('says that the program is missing when the extension is there', async () => {
  extension({ program: false });
  await expect((await device()).certificates()).rejects.toMatchObject({ code: 'device.no_program', params: { device: 'cryptopro' } });
});

it('says that nothing answers', async () => {
  vi.useFakeTimers();
  const cryptopro = await device();
  const there = cryptopro.available();
  await vi.runAllTimersAsync();
  expect(await there).toBe(false);
  const [refused] = await Promise.all([cryptopro.certificates().catch((error: unknown) => error), vi.runAllTimersAsync()]);
  expect(refused).toMatchObject({ code: 'device.no_extension' });
  vi.useRealTimers();
});
