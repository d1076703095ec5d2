import path from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '#platform/shared/time.ts';
import { withClient } from '../db/roles.ts';
import type { EmbeddedServer } from '../db/supervisor.ts';
import { LogArchive, readLatest } from './archive.ts';
import { BackupFault } from './fault.ts';
import { baseIds } from './base-list.ts';
import { allKeys, openKeys, type RecoveryKeys } from './key-store.ts';
import type { PlaceSeen } from './log-book.ts';
import { onSameDisk, openPlace, room } from './place.ts';
import { clearUnfinished } from './retention.ts';
import type { BackupSettings } from './settings.ts';
import { stamp } from './stamp.ts';

export interface WatchOptions {
  server: EmbeddedServer;
  dataDir: string;
  settings: BackupSettings;
  clock: Clock;
  log: Logger;
}

const gigabyte = 2 ** 30;

/** The backup folder and the log that goes there, as they stand now. */
export class PlaceWatch {
  /** Why the folder cannot be used now. */
  fault: BackupFault | undefined;
  /** Whether the log is worth keeping: there is a base, or one is being taken. */
  wanted = false;
  /** Log is missing between the last base and now: only a new base helps. */
  gap = false;
  /** The same, because there was no room for it. */
  lost = false;
  /** When the folder was looked at last, epoch milliseconds. */
  lookedMs = 0;
  private waitingBytes = 0;
  /** What only another start of Serambi mends. */
  private broken: BackupFault | undefined;
  private archive: LogArchive | undefined;
  private readonly options: WatchOptions;

  constructor(options: WatchOptions) {
    this.options = options;
  }

  get folder(): string {
    return this.options.settings.folder;
  }

  /** Read each time: the terminal may have made a new key. */
  keys(): Promise<RecoveryKeys> {
    return openKeys(this.options.dataDir, stamp(this.options.clock.now()));
  }

  /** Looks at everything for the first time, and clears what an interrupted backup left. */
  async open(): Promise<void> {
    const { server, dataDir, settings } = this.options;
    const { spool } = server.at;
    const log = await logOf(server.superuserUrl);
    // a database that an earlier start left running without its log being kept; the clinic's work goes on
    if (!log.archiving) this.broken = new BackupFault('notArchiving');
    this.archive = new LogArchive({
      spool,
      log: path.join(server.at.data, 'pg_wal'),
      waiting: path.join(dataDir, 'backups-waiting'),
      segmentBytes: log.segmentBytes,
      mostWaiting: settings.waitingMegabytes * 2 ** 20,
      keepFree: Math.min(gigabyte, (await room(spool)).all / 20),
    });
    if (await this.look()) {
      await clearUnfinished(this.folder);
      this.wanted = (await baseIds(this.folder)).length > 0;
    } else {
      // what cannot be looked at may hold a base
      this.wanted = (await this.keys()).places[this.folder] !== undefined;
    }
  }

  /** Whether the folder can be written now. */
  async look(): Promise<boolean> {
    const { dataDir, settings, clock, server } = this.options;
    this.lookedMs = clock.now();
    try {
      if (this.broken) throw this.broken;
      await openPlace(dataDir, this.folder, await this.keys(), settings.own);
      // where both share a disk, the clinic's work comes before its backup
      const shared = await onSameDisk(this.folder, server.at.data);
      if (shared && !(await this.archive?.hasRoom()))
        throw new BackupFault('diskFull', { folder: this.folder });
      this.fault = undefined;
    } catch (error) {
      this.fault = asFault(error);
    }
    return this.fault === undefined;
  }

  /**
   * Puts closed log away, or lets it wait.
   * @returns whether anything changed that somebody may want to see
   */
  async drain(): Promise<boolean> {
    const { archive } = this;
    if (!archive) return false;
    if (!this.wanted) {
      await archive.discard();
      return false;
    }
    if (!(await archive.hasWork())) return false;
    const there = await this.look();
    const round = await archive.drain(there ? this.folder : undefined, await this.keys());
    const { log } = this.options;
    if (round.gap && !this.gap) log.warn('the log has a gap: a new backup is needed');
    if (round.lost > 0 && !this.lost) log.error('log was given up for want of room: a new backup is needed');
    this.waitingBytes = round.waiting;
    this.gap ||= round.gap;
    this.lost ||= round.lost > 0;
    return round.stored > 0 || round.lost > 0 || round.waiting > 0;
  }

  /** Strikes log that has served out of its record, before it is removed. */
  async forgetLog(number: number): Promise<void> {
    await this.archive?.forgetBefore(this.folder, await this.keys(), number);
  }

  /** What managers are shown of it. */
  async seen(goodMs: number | undefined): Promise<PlaceSeen> {
    const keys = await this.keys();
    const { server, clock } = this.options;
    const there = this.fault === undefined;
    const latest = there ? await readLatest(this.folder, allKeys(keys)).catch(() => undefined) : undefined;
    return {
      place: this.folder,
      sameDisk: there && (await onSameDisk(this.folder, server.at.data)),
      freeBytes: there ? (await room(this.folder)).free : null,
      fault: this.fault,
      waitingBytes: this.waitingBytes,
      logUntil: latest?.closedAt ?? null,
      goodSince: goodMs === undefined ? keys.madeAt : stamp(goodMs),
      keyConfirmed: keys.confirmedAt !== undefined,
      checkedAt: stamp(clock.now()),
    };
  }
}

/** Whatever went wrong, as a fault with words. */
export function asFault(error: unknown): BackupFault {
  if (error instanceof BackupFault) return error;
  return new BackupFault('failed', { detail: error instanceof Error ? error.message : String(error) }, error);
}

async function logOf(superuserUrl: string): Promise<{ segmentBytes: number; archiving: boolean }> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ bytes: string; archiving: string }>(
      `SELECT setting AS bytes, current_setting('archive_mode') AS archiving
       FROM pg_settings WHERE name = 'wal_segment_size'`,
    );
    return { segmentBytes: Number(rows[0]?.bytes), archiving: rows[0]?.archiving === 'on' };
  });
}
