import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, lastLines, type Running, spawnPostgres, superuser } from '../db/cluster.ts';
import type { Placement } from '../db/placement.ts';
import type { Programs } from '../db/programs.ts';
import { socketUrl, withClient } from '../db/roles.ts';
import { BackupFault } from './fault.ts';
import { LogFeeder } from './feeder.ts';

export interface Recovery {
  /** Of the unpacked base. `home` is a folder of its own. */
  at: Placement;
  programs: Programs;
  /** Of PostgreSQL's superuser, as the base has it. */
  password: string;
  /** Where to stop: a named place in the log, an instant, or where the log ends. */
  target: { name: string } | { time: string } | 'end';
  /** On which the log after the base ends, where that is another than the base's. */
  timeline?: number | undefined;
  /** The log after the base. */
  log: { folder: string; keys: readonly Uint8Array[]; names: readonly string[] };
  /** `false` for what is thrown away; its log and the history of its timeline are kept for nobody then. */
  lasting: boolean;
  /** The file of the log that is being replayed. */
  onProgress?: (name: string) => void;
}

/** A recovered database that runs, alone, on its private socket. */
export interface Recovered {
  superuserUrl: string;
  stop(): Promise<void>;
}

/**
 * Runs PostgreSQL over an unpacked base until it has replayed the log to the target and takes writes again.
 * @throws Damaged that names a file of the log; Error with PostgreSQL's own last words
 */
export async function recover(recovery: Recovery): Promise<Recovered> {
  const { at } = recovery;
  await mkdir(at.socketDir, { recursive: true, mode: 0o700 });
  if (at.uid !== undefined) await chown(at.socketDir, at.uid, at.uid);
  const feeder = new LogFeeder(path.join(at.home, 'stage'), recovery.log, at.uid);
  await feeder.open();
  try {
    try {
      return await run(recovery, feeder);
    } catch (error) {
      // Nothing was committed between the instant and the end of the log: the end is that instant's state.
      const early = /recovery ended before configured recovery target was reached/;
      if (feeder.failure || typeof recovery.target === 'string' || !early.test(String(error))) throw error;
      if ('name' in recovery.target) throw error;
      return await run({ ...recovery, target: 'end' }, feeder);
    }
  } finally {
    await feeder.close();
  }
}

async function run(recovery: Recovery, feeder: LogFeeder): Promise<Recovered> {
  const { at, programs, lasting, password } = recovery;
  const signal = path.join(at.data, 'recovery.signal');
  await writeFile(signal, '', { mode: 0o600 });
  if (at.uid !== undefined) await chown(signal, at.uid, at.uid);
  const running = await spawnPostgres(programs, at, {
    fsync: lasting,
    settings: {
      ...targetOf(recovery.target),
      restore_command: feeder.command,
      recovery_target_action: 'promote',
      // not the latest that there is: a restore may have left this one aside
      recovery_target_timeline: recovery.timeline === undefined ? 'current' : String(recovery.timeline),
      hot_standby: 'off',
      // With nowhere to go, the history of the new timeline waits in the database's folder for the start that keeps its
      // log again. Without it no restore finds the way from a backup before this one to what is written after it.
      archive_mode: lasting ? 'on' : 'off',
      // one call for the whole disk in place of one for each of some thousand files; Linux alone has it
      ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
      autovacuum: 'off',
      shared_buffers: '64MB',
      max_connections: 100,
    },
  });
  const url = socketUrl(superuser, password, at.socketDir, 'postgres');
  const stopIfLeft = () => end(running);
  process.once('exit', stopIfLeft);
  while (isAlive(running.pid)) {
    if (await answers(url)) {
      return {
        superuserUrl: url,
        async stop() {
          await withClient(url, (client) => client.query('CHECKPOINT'));
          end(running);
          // the child keeps no process alive, so its promise alone would be waited for by nobody
          while (isAlive(running.pid)) await sleep(20);
          process.removeListener('exit', stopIfLeft);
        },
      };
    }
    recovery.onProgress?.(feeder.asked);
    await sleep(50);
  }
  process.removeListener('exit', stopIfLeft);
  throw feeder.failure ?? new BackupFault('recoveryFailed', { detail: await lastLines(at.home, 12) });
}

function targetOf(target: Recovery['target']): Record<string, string> {
  if (target === 'end') return {};
  if ('name' in target) return { recovery_target_name: target.name };
  // as UTC: PostgreSQL reads it before it knows a time zone
  return { recovery_target_time: target.time.replace('T', ' ').replace('Z', '+00') };
}

async function answers(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ recovering: boolean }>(
        'SELECT pg_is_in_recovery() AS recovering',
      );
      return rows[0]?.recovering === false;
    });
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw error;
    return false;
  }
}

function end(running: Running): void {
  try {
    process.kill(running.pid, 'SIGINT');
  } catch {
    // it ended by itself
  }
}
