import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { anchorFolder } from '#platform/server/audit/anchor.ts';
import { openSealer, type Sealer } from '#platform/server/audit/sealer.ts';
import { onDatabase } from '#platform/server/backup/copy-cluster.ts';
import type { Manifest } from '#platform/server/backup/manifest.ts';
import { restore } from '#platform/server/backup/restore.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { startEmbedded } from '#platform/server/db/supervisor.ts';
import { type BackedUp, openBackedUp } from '#testing/backup.ts';
import { openTestClinic } from '#testing/clinic.ts';
import { startTestServer } from '#testing/server.ts';
import type { Asked } from '../campaign.ts';
import { contentsOf } from './contents.ts';
import { Writers } from './writers.ts';

/** A moment at which nobody wrote, with what every table held then. */
export interface Moment {
  at: string;
  contents: Map<string, string>;
}

/** One database that is written on, with its audit trail sealed as the product does, while it is backed up. */
export interface Written {
  own: BackedUp;
  /** Name of the clinic's database in the cluster. */
  name: string;
  writers: Writers;
  /** Lets everybody stand still, and reads the tables. */
  moment(): Promise<Moment>;
  /** Milliseconds that each restore took. */
  restoresMs: number[];
  close(): Promise<void>;
}

export async function openWritten({ random, short }: Asked): Promise<Written> {
  const own = await openBackedUp();
  const { server } = await startTestServer(own.server.superuserUrl);
  const clinic = await openTestClinic({ country: random() < 0.5 ? 'ID' : 'US', server, now: Date.now });
  const { database, platform } = clinic;
  const name = /\/([^/?]+)\?/.exec(database.superuserUrl)?.[1] ?? '';
  // the key lies in the data folder, as the product keeps it: a restore must bring it back with the trail
  await mkdir(path.join(own.dataDir, 'keys'), { recursive: true });
  const key = path.join('keys', 'audit.key');
  await copyFile(path.join(clinic.dataDir, key), path.join(own.dataDir, key));
  const sealer = await openSealer({
    ...{ database: database.db, key: platform.auditKey, clock: platform.clock },
    ...{ log: pino({ level: 'silent' }), anchors: [anchorFolder(own.dataDir)], everyMs: 100 },
  });
  const writers = new Writers(clinic, random);
  const patients = 5 + Math.floor(random() * (short ? 30 : 300));
  for (let made = 0; made < patients; made += 1) await writers.write();
  return {
    ...{ own, name, writers, restoresMs: [] },
    moment: () => writers.inSilence(() => momentOf(database.superuserUrl, sealer)),
    async close() {
      await writers.stop();
      await sealer.stop();
      await clinic.close();
      await own.remove();
    },
  };
}

async function momentOf(url: string, sealer: Sealer): Promise<Moment> {
  // afterwards nothing waits to be sealed, so that the tables stand still too
  await sealer.round();
  const contents = await contentsOf(url);
  const at = new Date().toISOString();
  // the next write belongs to a later millisecond
  await sleep(5);
  return { at, contents };
}

/** Runs something while the database checkpoints over and over: pages reach their files while those are copied. */
export async function amidCheckpoints<T>({ own }: Written, work: () => Promise<T>): Promise<T> {
  let over = false;
  const checkpoints = withClient(own.server.superuserUrl, async (client) => {
    while (!over) {
      await client.query('CHECKPOINT');
      await sleep(60);
    }
  });
  try {
    return await work();
  } finally {
    over = true;
    await checkpoints;
  }
}

/** Restores to an instant, starts what came back as the product does, and reads it. */
export async function restored<T>(
  written: Written,
  wanted: { at: string; base?: Manifest },
  read: (back: { url: string; dataDir: string }) => Promise<T>,
): Promise<T> {
  const { own, name } = written;
  const into = path.join(own.root, `restored-${wanted.at.replaceAll(/[^0-9]/g, '')}`);
  const beganMs = performance.now();
  try {
    await restore({
      ...{ folder: own.folder, key: own.keys.current, into, at: wanted.at, now: Date.now },
      baseId: wanted.base?.id,
    });
    written.restoresMs.push(performance.now() - beganMs);
    const server = await startEmbedded({ dataDir: into, fsync: false });
    try {
      return await read({ url: onDatabase(server.superuserUrl, name), dataDir: into });
    } finally {
      await server.stop();
      await rm(server.home, { recursive: true, force: true });
    }
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
