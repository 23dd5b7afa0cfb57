import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Page } from '@playwright/test';
import { test as base } from './inspect.ts';
import { copied, program, type Database } from './region.ts';

export { expect } from './inspect.ts';

export interface Installation {
  /** Which database the program runs on; a project of playwright.config.ts says it. */
  database: Database;
  /** The running program of a spec file: what one file did, another never sees. */
  standOf: (file: string) => Promise<string>;
}

/** A person of the demonstration with his password. */
export interface DemoUser {
  login: string;
  password: string;
  name: string;
  roles: string[];
}

interface Fixtures {
  /** Address of the running program with demonstration data; the tests of one file share it. */
  stand: string;
  /** Signs in without the page; the first demonstration user when no login is given. */
  signIn: (page: Page, login?: string) => Promise<void>;
  /** The first demonstration user. */
  demoUser: DemoUser;
}

/** Specs against the real program: `test('…', async ({page, signIn, inspect}) => …)`. */
export const test = base.extend<Fixtures, Installation>({
  database: ['sqlite', { option: true, scope: 'worker' }],
  standOf: [
    async ({ database }, use) => {
      let now: (Running & { file: string }) | undefined;
      await use(async (file) => {
        if (now?.file !== file) {
          await now?.end();
          now = undefined;
          now = { ...(await started(database)), file };
        }
        return now.address;
      });
      await now?.end();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern
  stand: [async ({ standOf }, use, { file }) => use(await standOf(file)), { timeout: 60_000 }],
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

interface Running {
  address: string;
  end: () => Promise<void>;
}

/** Starts the program on a copy of the region. */
async function started(database: Database): Promise<Running> {
  const { args, drop } = await copied(database);
  const running = spawn(program, ['serve', '--demo', '--listen', '127.0.0.1:0', '--log', 'json', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = async () => {
    await stopped(running);
    await drop();
  };
  try {
    return { address: await serving(running), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Waits until the program says where it serves; one that ended tells why. */
async function serving(running: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  await once(running, 'spawn');
  const said: string[] = [];
  try {
    for await (const line of createInterface(running.stderr)) {
      said.push(line);
      const { msg, address } = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; address?: string }) : {};
      if (msg === 'serving') return `http://${address}`;
    }
  } finally {
    running.stderr.resume(); // what it says from now on is read by nobody, and must not fill the pipe
  }
  throw new Error(`veche ended:\n${said.join('\n')}`);
}

async function stopped(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.pid === undefined) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}
