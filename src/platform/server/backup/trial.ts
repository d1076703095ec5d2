import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Placement, placeAside } from '../db/placement.ts';
import { withClient } from '../db/roles.ts';
import { readSecrets } from '../db/secrets.ts';
import { countTables, differingTables } from './content.ts';
import { onDatabase } from './copy-cluster.ts';
import { BackupFault } from './fault.ts';
import type { Manifest } from './manifest.ts';
import { recover } from './recover.ts';
import { programsFor, refuseFull } from './restore.ts';
import { unpackBase } from './unpack.ts';

const folderStart = 'trial-';

/** What a trial restore did. */
export interface Trial {
  tables: number;
  rows: bigint;
  /** Whether the content of each table was compared; not where the backup could not count it. */
  compared: boolean;
}

/** A further judgement of a restored database, with Serambi's own restored files beside it. */
export type TrialCheck = (restored: { superuserUrl: string; dataDir: string }) => Promise<void>;

/**
 * Restores a base into a folder that is thrown away afterwards, starts PostgreSQL on a private socket there, and
 * judges what came back: migrations, and rows and content of every table.
 * @param beside the database in whose folder there is room
 * @throws BackupFault
 */
export async function tryBase(
  source: {
    folder: string;
    keys: readonly Uint8Array[];
    beside: Placement;
    signal?: AbortSignal | undefined;
  },
  base: Manifest,
  checks: readonly TrialCheck[] = [],
): Promise<Trial> {
  const { folder, keys, beside, signal } = source;
  await clearTrials(beside);
  await refuseFull(base, beside.home);
  const home = path.join(beside.home, `${folderStart}${randomBytes(4).toString('hex')}`);
  const at = await placeAside(beside, home);
  try {
    const programs = await programsFor(base, at);
    const dataDir = path.join(home, 'data');
    await unpackBase(base, { folder, keys, postgres: at.data, data: dataDir, uid: at.uid, signal });
    const recovered = await recover({
      ...{ at, programs, target: { name: base.restorePoint }, lasting: false },
      password: (await readSecrets(dataDir))?.superuser ?? '',
      log: { folder, keys, names: [] },
    });
    try {
      const superuserUrl = onDatabase(recovered.superuserUrl);
      const trial = await judge(superuserUrl, base);
      for (const check of checks) await check({ superuserUrl, dataDir });
      return trial;
    } finally {
      await recovered.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
    await rm(at.socketDir, { recursive: true, force: true });
  }
}

/** Removes what an interrupted trial left. */
export async function clearTrials(beside: Placement): Promise<void> {
  for (const name of await readdir(beside.home))
    if (name.startsWith(folderStart))
      await rm(path.join(beside.home, name), { recursive: true, force: true });
}

async function judge(superuserUrl: string, base: Manifest): Promise<Trial> {
  return withClient(superuserUrl, async (client) => {
    const found = await client.query<{ name: string }>('SELECT name FROM platform_migration');
    const there = new Set(found.rows.map((row) => row.name));
    if (there.size !== base.migrations.length || base.migrations.some((name) => !there.has(name)))
      throw new BackupFault('noMigrations');
    const tables = await countTables(client);
    const differing = base.tables ? differingTables(base.tables, tables) : [];
    if (differing.length > 0) throw new BackupFault('notEqual', { tables: differing.slice(0, 5).join(', ') });
    const rows = tables.reduce((sum, table) => sum + BigInt(table.rows), 0n);
    return { tables: tables.length, rows, compared: base.tables !== null };
  });
}
