import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive } from '#platform/server/db/cluster.ts';
import { temporaryFolder } from '#testing/folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeEach(async () => {
  folder = await temporaryFolder();
  // the database's account can pass, so the database lies within
  await chmod(folder.path, 0o711);
});
afterEach(() => folder.remove());

/** The id that PostgreSQL writes down before it takes anybody in. */
async function postmaster(): Promise<number> {
  for (;;) {
    const text = await readFile(path.join(folder.path, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
    if (Number.parseInt(text, 10) > 0) return Number.parseInt(text, 10);
    await sleep(10);
  }
}

it('leaves no database behind when it is told to end in the middle of its start', async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../cli.ts'), 'start'], {
    env: { ...process.env, PORT: '0', SERAMBI_DATA: folder.path, SERAMBI_DEMO: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  const database = await postmaster();
  child.kill('SIGTERM');
  await once(child, 'exit');
  for (let tries = 0; tries < 200 && isAlive(database); tries += 1) await sleep(50);
  expect(isAlive(database)).toBe(false);
  expect(said).not.toContain('is ready at');
}, 60_000);
