import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { livingPostmaster } from '#platform/server/db/cluster.ts';
import { placeDatabase } from '#platform/server/db/placement.ts';
import { words } from '#platform/server/words.ts';
import { start } from './start.ts';
import { tellTerminal, terminalLanguage } from './terminal-words.ts';

/** Lies in a folder that a sandbox has made for itself; no other folder is ever emptied. */
const mark = 'sandbox';

export interface SandboxOptions {
  /** Takes away all that was practised, and begins afresh. */
  reset?: boolean;
}

/**
 * `serambi sandbox`: both demo clinics in a folder of their own, to practise in. Nothing of the real clinic is opened: its
 * database, backups and network are left out of the settings.
 */
export async function sandbox(options: SandboxOptions): Promise<void> {
  const folder = sandboxFolder(process.env);
  await (options.reset ? emptySandbox(folder) : mustBeSandbox(folder));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, mark), 'serambi sandbox\n');
  for (const name of ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'PUBLIC_URL', 'TRUST_PROXY'])
    delete process.env[name];
  Object.assign(process.env, {
    ...{ SERAMBI_DATA: folder, SERAMBI_DEMO: '1', SERAMBI_BACKUP: '0', HOST: '127.0.0.1' },
    PORT: process.env.SERAMBI_SANDBOX_PORT ?? '8090',
  });
  tellTerminal('cli_sandbox_folder', { folder });
  await start({ kind: 'off' });
}

/** Beside the real clinic's folder unless the settings name another. */
export function sandboxFolder(env: NodeJS.ProcessEnv): string {
  return path.resolve(env.SERAMBI_SANDBOX ?? `${path.resolve(env.SERAMBI_DATA ?? 'data')}-sandbox`);
}

/** @throws Error for a folder that holds something else, or a sandbox that is running */
export async function emptySandbox(folder: string): Promise<void> {
  await mustBeSandbox(folder);
  if (!existsSync(folder)) return;
  const at = await placeDatabase(folder);
  if (await livingPostmaster(at)) throw new Error(say('cli_sandbox_running', { folder }));
  // started by root, the database may lie elsewhere
  if (path.dirname(at.data) !== folder && existsSync(path.join(folder, 'postgres.location')))
    await rm(at.home, { recursive: true, force: true });
  for (const name of await readdir(folder)) {
    if (name !== mark) await rm(path.join(folder, name), { recursive: true, force: true });
  }
  tellTerminal('cli_sandbox_emptied');
}

async function mustBeSandbox(folder: string): Promise<void> {
  if (!existsSync(folder) || (await readdir(folder)).length === 0) return;
  const said = await readFile(path.join(folder, mark), 'utf8').catch(() => '');
  if (said.trim() !== 'serambi sandbox') throw new Error(say('cli_sandbox_notOne', { folder }));
}

function say(key: string, params: Record<string, string>): string {
  return words(terminalLanguage(), key, params);
}
