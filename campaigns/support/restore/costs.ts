import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogArchive } from '#platform/server/backup/archive.ts';
import { openKeys } from '#platform/server/backup/key-store.ts';
import { openPlace } from '#platform/server/backup/place.ts';
import { type EmbeddedServer, startEmbedded } from '#platform/server/db/supervisor.ts';
import { openTestClinic } from '#testing/clinic.ts';
import { startTestServer } from '#testing/server.ts';
import type { Asked } from '../campaign.ts';
import { startServerProcess } from '../server-process.ts';
import { Writers } from './writers.ts';

const desks = 4;

/**
 * What backups cost a clinic: writes per second of four desks that never pause, on a database that waits for its
 * disk, and how long Serambi takes to start on a folder that it knows. Each by turns with and without, so that a
 * machine that grows busier is unfair to neither.
 */
export async function costsOfBackups(
  asked: Asked,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Record<string, number>> {
  const rates: Record<'with' | 'without', number[]> = { with: [], without: [] };
  const starts: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let round = 0; round < rounds; round += 1) {
    const turns = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
    for (const manner of turns) {
      rates[manner].push(await inFolder((folder) => writeRate(asked, folder, manner === 'with', seconds)));
      starts[manner].push(...(await inFolder((folder) => laterStarts(folder, manner === 'with'))));
    }
    asked.tell(`costs, round ${round + 1} of ${rounds}`);
  }
  return {
    writesPerSecondWithout: Math.round(median(rates.without)),
    writesPerSecondWith: Math.round(median(rates.with)),
    secondStartWithoutMs: Math.round(median(starts.without)),
    secondStartWithMs: Math.round(median(starts.with)),
  };
}

async function writeRate(asked: Asked, folder: string, archive: boolean, seconds: number): Promise<number> {
  const server = await startEmbedded({ dataDir: folder, archive });
  try {
    const { server: testServer } = await startTestServer(server.superuserUrl);
    const clinic = await openTestClinic({ server: testServer, now: Date.now });
    const stop = archive ? await archiving(server, folder) : async () => undefined;
    const writers = new Writers(clinic, asked.random);
    const beganMs = performance.now();
    writers.start(desks, 0);
    await sleep(seconds * 1000);
    await writers.stop();
    const tookMs = performance.now() - beganMs;
    await stop();
    await clinic.close();
    return (writers.written.length * 1000) / tookMs;
  } finally {
    await server.stop();
    await rm(server.home, { recursive: true, force: true });
  }
}

/** Puts the log away once a second, as a running Serambi does. @returns ends it */
async function archiving(server: EmbeddedServer, dataDir: string): Promise<() => Promise<void>> {
  const folder = path.join(dataDir, 'disk');
  await mkdir(folder, { mode: 0o700 });
  const keys = await openKeys(dataDir, new Date().toISOString());
  await openPlace(dataDir, folder, keys, false);
  const archive = new LogArchive({
    ...{ spool: server.at.spool, log: path.join(server.at.data, 'pg_wal') },
    ...{
      waiting: path.join(dataDir, 'waiting'),
      segmentBytes: 4 * 2 ** 20,
      mostWaiting: 2 ** 30,
      keepFree: 0,
    },
  });
  let over = false;
  const loop = (async () => {
    while (!over) {
      await archive.drain(folder, keys);
      await sleep(1000);
    }
  })();
  return async () => {
    over = true;
    await loop;
  };
}

/** Milliseconds from the command to the ready line, of the second and the third start. */
async function laterStarts(folder: string, backups: boolean): Promise<number[]> {
  const dataDir = path.join(folder, 'data');
  const env = { SERAMBI_TLS: '0', ...(!backups && { SERAMBI_BACKUP: '0' }) };
  const tookMs: number[] = [];
  for (let start = 1; start <= 3; start += 1) {
    const beganMs = performance.now();
    const server = await startServerProcess({ dataDir, env });
    tookMs.push(performance.now() - beganMs);
    await server.stop();
  }
  return tookMs.slice(1);
}

async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-costs-'));
  // PostgreSQL may run as another account, which must be able to walk in
  await chmod(folder, 0o711);
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
