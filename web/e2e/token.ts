import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

// A software token with an authority of its own: cmd/veche-wasm, run in this process. The page has only the fake of a
// plug-in, whose calls come here; so its policy stays as it is in life.

/** Whom a certificate names, and since and until when. */
export interface Holder {
  surname: string;
  given_name: string;
  organization?: string;
  /** An ordinary certificate instead of a qualified one. */
  plain?: boolean;
  ogrn?: string;
  from: string;
  to: string;
}

export interface Token {
  /** The root that an administrator may believe, and its list of revocations: DER in base64. */
  root: string;
  revocations: string;
  /** A new key; its certificate in base64. */
  issue: (holder: Holder) => string;
  /** A detached CMS in base64 over a digest in hexadecimal. */
  sign: (thumbprint: string, digest: string) => string;
}

type Answer<T> = { value: T; error?: undefined } | { error: string };
type Functions = Record<'root' | 'revocations' | 'issue' | 'sign', (...args: string[]) => Answer<string>>;

declare global {
  /** What the runtime of Go and the program put into the global scope. */
  var Go: new () => { importObject: WebAssembly.Imports; run: (instance: WebAssembly.Instance) => Promise<void> };
  var newSoftwareToken: (name: string) => Answer<Functions>;
}

const root = join(import.meta.dirname, '../..');
const go = async (args: string[], env: NodeJS.ProcessEnv = {}) =>
  (await promisify(execFile)('go', args, { cwd: root, env: { ...process.env, ...env } })).stdout.trim();

let started: Promise<void> | undefined;

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'veche-token-'));
  try {
    const program = join(folder, 'token.wasm');
    await go(['build', '-trimpath', '-ldflags=-s -w', '-o', program, './cmd/veche-wasm'], { GOOS: 'js', GOARCH: 'wasm' });
    await import(pathToFileURL(join(await go(['env', 'GOROOT']), 'lib/wasm/wasm_exec.js')).href);
    const runtime = new globalThis.Go();
    const { instance } = await WebAssembly.instantiate(await readFile(program), runtime.importObject);
    void runtime.run(instance); // until the tests end
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A token of an authority with this name; the program is built once. */
export async function softwareToken(name: string): Promise<Token> {
  await (started ??= start());
  const token = value(globalThis.newSoftwareToken(name));
  return {
    root: value(token.root()),
    revocations: value(token.revocations()),
    issue: (holder) => value(token.issue(JSON.stringify(holder))),
    sign: (thumbprint, digest) => value(token.sign(thumbprint, digest)),
  };
}

function value<T>(answer: Answer<T>): T {
  if (answer.error !== undefined) throw new Error(`software token: ${answer.error}`);
  return answer.value;
}

/** The name of a certificate in base64, as plug-ins give it. */
export const thumbprint = (certificate: string) => createHash('sha1').update(Buffer.from(certificate, 'base64')).digest('hex').toUpperCase();
