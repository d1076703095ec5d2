import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from './cluster.ts';
import { inClinic, openDatabase } from './database.ts';
import { AlreadyRunning } from './lock.ts';
import { packagedPrograms } from './programs.ts';
import { withClient } from './roles.ts';
import { type EmbeddedOptions, type EmbeddedServer, findRunning, startEmbedded } from './supervisor.ts';

let folder: string;
let dataDir: string;
let started: EmbeddedServer[];
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), `serambi-test-${process.pid}-`));
  await chmod(folder, 0o711);
  dataDir = path.join(folder, 'data');
  started = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of started) await server.stop();
  for (const { home } of started) await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, fsync: false, ...options });
  started.push(server);
  return server;
}

async function hold(): Promise<{
  child: ChildProcess;
  said: { pid: number; adminUrl: string; error?: string };
}> {
  const script = path.join(import.meta.dirname, '../../../../tests/support/hold-database.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  if (!child.stdout) throw new Error('the child has no output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: JSON.parse(String(line)) };
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 200) throw error;
      await sleep(50);
    }
  }
}

async function ask(url: string, sql: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ answer: string }>(sql);
    return rows[0]?.answer ?? '';
  });
}

test('starts on an empty folder, by socket only, with checksums and passwords that others cannot read', async () => {
  const server = await start({ fsync: true });

  expect(await ask(server.appUrl, 'SELECT current_user::text AS answer')).toBe('serambi_app');
  expect(await ask(server.adminUrl, 'SELECT current_user::text AS answer')).toBe('serambi_owner');
  for (const [name, value] of Object.entries({
    listen_addresses: '',
    data_checksums: 'on',
    fsync: 'on',
    synchronous_commit: 'on',
    max_connections: '100',
    server_encoding: 'UTF8',
  })) {
    expect(await ask(server.appUrl, `SELECT current_setting('${name}') AS answer`), name).toBe(value);
  }
  expect(statSync(path.join(dataDir, 'database-secrets.json')).mode & 0o777).toBe(0o600);
  expect(statSync(server.socketDir).mode & 0o777).toBe(0o700);
  expect(Buffer.byteLength(path.join(server.socketDir, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107);
  await expect(ask(server.appUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
});

test('keeps its data over a restart', async () => {
  const first = await start();
  await ask(first.adminUrl, "CREATE TABLE kept AS SELECT 'still here' AS answer");
  await first.stop();
  const before = performance.now();
  const second = await start();
  process.stdout.write(`second start: ${Math.round(performance.now() - before)} ms\n`);
  expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toBe('still here');
});

test('refuses a second Serambi on the same folder and leaves the first alone', async () => {
  const server = await start();
  await expect(startEmbedded({ dataDir })).rejects.toThrow(AlreadyRunning);
  expect((await hold()).said).toEqual({ error: 'AlreadyRunning' });
  expect(await ask(server.appUrl, "SELECT 'well' AS answer")).toBe('well');
});

test.each([0o711, 0o700])(
  'lets one of three that start at the same moment have a new folder of mode %o',
  async (mode) => {
    await chmod(folder, mode);
    const said = (await Promise.all([hold(), hold(), hold()])).map((held) => held.said);
    expect(said.filter((one) => one.error === 'AlreadyRunning')).toHaveLength(2);
    const holder = said.find((one) => !one.error);
    for (const child of children) child.kill('SIGKILL');
    // The one database that there is passes to us, so the two that were refused have made none.
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect((await start()).pid).toBe(holder?.pid);
  },
);

test('adopts the database that a killed Serambi left behind', async () => {
  const { child, said } = await hold();
  await ask(said.adminUrl, "CREATE TABLE kept AS SELECT 'acknowledged' AS answer");
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  expect(isAlive(said.pid)).toBe(true);

  const server = await start();
  expect(server.pid).toBe(said.pid);
  expect(await ask(server.adminUrl, 'SELECT answer FROM kept')).toBe('acknowledged');
  await server.stop();
  expect(isAlive(said.pid)).toBe(false);
});

test('does not take the database of a folder that it was copied from', async () => {
  const { child, said } = await hold();
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  // with its owners, as a person copies a folder
  execFileSync('cp', ['-a', dataDir, `${dataDir}-copy`]);

  const copy = await start({ dataDir: `${dataDir}-copy` });
  expect(copy.pid).not.toBe(said.pid);
  await ask(copy.adminUrl, "CREATE TABLE kept AS SELECT 'in the copy' AS answer");
  const first = await start();
  expect(first.pid).toBe(said.pid);
  await expect(ask(first.adminUrl, 'SELECT answer FROM kept')).rejects.toThrow(/kept/);
});

test('starts a database that was killed again, and its pool finds it', async () => {
  const server = await start();
  const db = openDatabase(server.appUrl);
  const clinic = '00000000-0000-7000-8000-000000000000';
  const ping = () => inClinic(db, clinic, async () => 'answered');
  expect(await ping()).toBe('answered');
  await ask(server.adminUrl, "CREATE TABLE kept AS SELECT 'acknowledged' AS answer");
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');

  let answer: string | undefined;
  for (let tries = 0; tries < 200 && !answer; tries += 1) {
    await sleep(100);
    if (server.pid !== killed) answer = await ping().catch(() => undefined);
  }
  await db.close();
  expect(answer).toBe('answered');
  expect(await ask(server.adminUrl, 'SELECT answer FROM kept')).toBe('acknowledged');
});

test('ends a database that gives no word any more, and starts it again', async () => {
  const server = await start({ fsync: true, quietMs: 2_000 });
  await ask(server.adminUrl, "CREATE TABLE kept AS SELECT 'still here' AS answer");
  const still = server.pid;
  process.kill(still, 'SIGSTOP');
  while (server.pid === still) await sleep(50);
  expect(isAlive(still)).toBe(false);
  expect(await patiently(() => ask(server.adminUrl, 'SELECT answer FROM kept'))).toBe('still here');
}, 90_000);

test('does not wait for ever for a database that stands still when it is adopted', async () => {
  const { child, said } = await hold();
  child.kill('SIGKILL');
  await once(child, 'exit');
  process.kill(said.pid, 'SIGSTOP');
  const server = await start({ quietMs: 2_000 });
  expect(server.pid).not.toBe(said.pid);
  expect(await ask(server.appUrl, "SELECT 'well' AS answer")).toBe('well');
}, 90_000);

test('works in a folder that only its owner can enter, with blocked install scripts', async () => {
  await chmod(folder, 0o700);
  const programs = path.join(folder, 'package', 'native');
  const links = JSON.parse(await readFile(path.join(packagedPrograms(), 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  await cp(path.join(packagedPrograms(), '..'), path.dirname(programs), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const { target } of links) await rm(path.join(programs, '..', target), { force: true });

  const first = await start({ programs });
  await ask(first.adminUrl, "CREATE TABLE kept AS SELECT 'private' AS answer");
  await first.stop();
  const second = await start({ programs });
  expect(second.home).toBe(first.home);
  expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toBe('private');
});

test('puts the socket elsewhere when the path of the folder is too long for one', async () => {
  dataDir = path.join(folder, 'a-folder-with-quite-a-long-name'.repeat(4), 'data');
  const server = await start();
  expect(Buffer.byteLength(path.join(server.socketDir, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107);
  expect(await ask(server.appUrl, "SELECT 'reached' AS answer")).toBe('reached');
  await rm(server.socketDir, { recursive: true, force: true }).catch(() => undefined);
});

test('tells a command beside it where the running database is', async () => {
  expect(await findRunning(dataDir)).toBeUndefined();
  const server = await start();
  expect((await findRunning(dataDir))?.appUrl).toBe(server.appUrl);
  await server.stop();
  expect(await findRunning(dataDir)).toBeUndefined();
  expect(existsSync(path.join(server.home, 'serambi.lock'))).toBe(false);
});

test('hands closed files of its log over for the backup when asked, and none otherwise', async () => {
  const server = await start({ archive: true });
  const [file] = (await ask(server.superuserUrl, 'SELECT pg_walfile_name(pg_switch_wal()) AS answer')).split(
    ' ',
  );
  const handedOver = path.join(server.at.spool, file ?? '');
  for (let tries = 0; !existsSync(handedOver) && tries < 500; tries += 1) await sleep(20);
  expect(statSync(handedOver).size).toBe(4 * 2 ** 20);
  expect(statSync(server.at.spool).mode & 0o077).toBe(0);
  await server.stop();
  const plain = await start();
  expect(await ask(plain.superuserUrl, "SELECT current_setting('archive_mode') AS answer")).toBe('off');
});
