import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { BackupFault } from '#platform/server/backup/fault.ts';
import type { takeBase } from '#platform/server/backup/take-base.ts';
import { brokenBuild, type Patch } from '../broken-build.ts';
import type { Asked } from '../campaign.ts';
import { contentsOf, unequal } from './contents.ts';
import { flipByte, type Verify } from './tampering.ts';
import { amidCheckpoints, restored, type Written } from './written.ts';

const backup = 'src/platform/server/backup';

/** Reads chunks without asking whether they are what was written. */
export const blind: readonly Patch[] = [
  { file: `${backup}/seal.ts`, was: '      decipher.final();\n', becomes: '' },
];

/** A build that reads chunks without asking whether they are what was written must miss some of the flips. */
export async function blindBuildMisses(asked: Asked, { own }: Written, flips: number): Promise<boolean> {
  return withBroken(blind, 'verify.ts', async ({ verifyFolder }: { verifyFolder: Verify }) => {
    for (let count = 0; count < flips; count += 1)
      if (await flipByte(own.folder, own.keys.current, asked.random, verifyFolder)) return true;
    return false;
  });
}

/** PostgreSQL is not told of the copy, so nothing puts right the pages that changed under it. */
export const untold: readonly Patch[] = [
  {
    file: `${backup}/copy-cluster.ts`,
    was: "'SELECT pg_backup_start($1, fast => true)::text AS place'",
    becomes: "'SELECT pg_current_wal_lsn()::text AS place, $1::text AS id'",
  },
  {
    file: `${backup}/copy-cluster.ts`,
    was: "'SELECT lsn::text AS place, labelfile AS label FROM pg_backup_stop(wait_for_archive => false)'",
    becomes: "'SELECT pg_current_wal_lsn()::text AS place, NULL AS label'",
  },
  {
    file: `${backup}/copy-cluster.ts`,
    was: "    yield* this.add('postgres/backup_label', 0o600, [Buffer.from(end.label)]);\n",
    becomes: '',
  },
];

/**
 * A build that copies without `pg_backup_start` must bring back something else than was there, or nothing at all.
 * The writers are at work meanwhile, as they were for the product itself.
 */
export async function untoldBuildDiffers(asked: Asked, written: Written, tries: number): Promise<boolean> {
  const { own } = written;
  return withBroken(untold, 'take-base.ts', async (broken: { takeBase: typeof takeBase }) => {
    for (let count = 0; count < tries; count += 1) {
      const base = await amidCheckpoints(written, () =>
        broken.takeBase(
          { ...own.server, dataDir: own.dataDir },
          { folder: own.folder, key: own.keys.current, reason: 'asked', version: '0.0.0', now: Date.now },
        ),
      );
      const { at, contents } = await written.moment();
      await own.closeLog();
      try {
        const back = await restored(written, { at, base }, ({ url }) => contentsOf(url));
        const differing = unequal(contents, back);
        asked.tell(`copied without being told: ${differing.length} tables are not equal`);
        if (differing.length > 0) return true;
      } catch (error) {
        // an index or a page so damaged that it does not even start, or cannot be read
        if (!(error instanceof BackupFault || error instanceof pg.DatabaseError)) throw error;
        asked.tell(`copied without being told: ${error.message}`);
        return true;
      }
    }
    return false;
  });
}

async function withBroken<M, T>(
  patches: readonly Patch[],
  file: string,
  body: (broken: M) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  try {
    await brokenBuild(folder, patches);
    return await body((await import(pathToFileURL(path.join(folder, backup, file)).href)) as M);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
