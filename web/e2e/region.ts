import { spawn, type SpawnOptions } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

// The demonstration region is settled once for a run and for each database; every spec file starts from a copy of it.

export type Database = 'sqlite' | 'postgres';

export const program = join(import.meta.dirname, '../../bin/veche');

/** A copy of the region: the arguments that name it, and how it is thrown away. */
export interface Copy {
  args: string[];
  drop: () => Promise<unknown>;
}

/** The folder of the run; workers inherit its name. */
function folder(): string {
  const name = process.env.VECHE_E2E;
  if (name === undefined) throw new Error('the run has no folder: playwright.config.ts names e2e/region.ts as its setup');
  return name;
}

/** What Playwright does first in a run; what it returns is done last. */
export default async function setUp() {
  process.env.VECHE_E2E = await mkdtemp(join(tmpdir(), 'veche-e2e-'));
  return async () => {
    if (process.env.VECHE_TEST_POSTGRES !== undefined) await onServer(`DROP DATABASE IF EXISTS ${template()} WITH (FORCE)`);
    await rm(folder(), { recursive: true, force: true });
  };
}

/** Settles the region of a database; that of an earlier try is thrown away. */
export async function settle(database: Database): Promise<void> {
  const data = join(folder(), database);
  await rm(data, { recursive: true, force: true });
  const args = ['seed', '--documents', '300', '--data', data];
  if (database === 'postgres') {
    await onServer(`DROP DATABASE IF EXISTS ${template()} WITH (FORCE)`);
    await onServer(`CREATE DATABASE ${template()}`);
    args.push('--database', named(template()));
  }
  await run(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

let copies = 0;

export async function copied(database: Database): Promise<Copy> {
  const data = await mkdtemp(join(folder(), 'copy-'));
  await cp(join(folder(), database), data, { recursive: true });
  const args = ['--data', data];
  const dropData = () => rm(data, { recursive: true, force: true });
  if (database === 'sqlite') return { args, drop: dropData };
  const name = `${template()}_${process.pid}_${(copies += 1)}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template()}`);
  return { args: [...args, '--database', named(name)], drop: () => Promise.all([dropData(), onServer(`DROP DATABASE ${name} WITH (FORCE)`)]) };
}

/** Name of the settled database on the server; every run has its own. */
const template = () => basename(folder()).toLowerCase().replaceAll('-', '_');

function server(): string {
  const url = process.env.VECHE_TEST_POSTGRES;
  if (url === undefined) throw new Error('VECHE_TEST_POSTGRES is not set: the specs run on PostgreSQL too');
  return url;
}

/** Not by URL: an address without a host (a socket in ?host=) is none for it. */
const named = (database: string) => server().replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);

const onServer = (statement: string) => run('psql', [server(), '-qc', statement], { env: { ...process.env, PGOPTIONS: '-c client_min_messages=warning' }, stdio: 'inherit' });

function run(command: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
