import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base } from './inspect.ts';

export { expect } from './inspect.ts';

export interface Stand {
  /** Which database the program runs on; a project of playwright.config.ts says it. */
  database: 'sqlite' | 'postgres';
  /** Address of the running program with demonstration data, one per worker. */
  stand: string;
}

/** A person of the demonstration with his password. */
export interface DemoUser {
  login: string;
  password: string;
  name: string;
  roles: string[];
}

interface Fixtures {
  /** Signs in without the page; the first demonstration user when no login is given. */
  signIn: (page: Page, login?: string) => Promise<void>;
  /** The first demonstration user. */
  demoUser: DemoUser;
}

const program = join(import.meta.dirname, '../../bin/veche');

/** Specs against the real program: `test('…', async ({page, signIn, inspect}) => …)`. */
export const test = base.extend<Fixtures, Stand>({
  database: ['sqlite', { option: true, scope: 'worker' }],
  stand: [
    async ({ database }, use) => {
      const data = await mkdtemp(join(tmpdir(), 'veche-e2e-'));
      const listen = `127.0.0.1:${await freePort()}`;
      const own = database === 'postgres' ? await freshPostgres() : undefined;
      const storage = own === undefined ? [] : ['--database', own.url];
      const running = spawn(program, ['serve', '--demo', '--data', data, '--listen', listen, ...storage], { stdio: ['ignore', 'pipe', 'pipe'] });
      const said: string[] = [];
      for (const pipe of [running.stdout, running.stderr]) pipe.on('data', (part: Buffer) => said.push(part.toString()));
      try {
        await answering(`http://${listen}`, running, said);
        await use(`http://${listen}`);
      } finally {
        await stopped(running);
        await own?.drop();
        await rm(data, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ stand }, use) => use(stand),
  demoUser: async ({ stand }, use) => {
    const [first] = await demoUsers(stand);
    if (first === undefined) throw new Error('the program has no demonstration users');
    await use(first);
  },
  signIn: async ({ stand, demoUser }, use) => {
    await use(async (page, login = demoUser.login) => {
      const users = await demoUsers(stand);
      const user = users.find((one) => one.login === login);
      if (user === undefined) throw new Error(`no demonstration user ${login}; there are ${users.map((one) => one.login).join(', ')}`);
      const answer = await page.request.post('/auth/sign-in', { data: { login, password: user.password } });
      if (!answer.ok()) throw new Error(`sign-in as ${login}: ${answer.status()} ${await answer.text()}`);
    });
  },
});

const demoUsers = async (stand: string) => ((await (await fetch(`${stand}/auth/demo`)).json()) as { items: DemoUser[] }).items;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** A new empty database beside the one of VECHE_TEST_POSTGRES. */
async function freshPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = process.env.VECHE_TEST_POSTGRES;
  if (url === undefined) throw new Error('VECHE_TEST_POSTGRES is not set: the specs run on PostgreSQL too');
  const name = `veche_e2e_${process.pid}_${Date.now()}`;
  await run('psql', [url, '-qc', `CREATE DATABASE ${name}`]);
  // Not by URL: an address without a host (a socket in ?host=) is none for it.
  const own = url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  return { url: own, drop: () => run('psql', [url, '-qc', `DROP DATABASE ${name} WITH (FORCE)`]) };
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}

/** Waits for the first answer; a program that ended tells why. */
async function answering(url: string, running: ChildProcess, said: readonly string[]): Promise<void> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    if (running.exitCode !== null) throw new Error(`veche ended with ${running.exitCode}:\n${said.join('')}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`veche does not answer:\n${said.join('')}`);
}

async function stopped(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}
