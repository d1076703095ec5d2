import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { uuidv7 } from '#platform/shared/ids.ts';
import { carryAcknowledged } from './acknowledged.ts';
import { baseIds, goneBases } from './base-list.ts';
import { onDatabase } from './copy-cluster.ts';
import { BackupFault } from './fault.ts';
import { missingBase } from './folder.ts';
import { allKeys } from './key-store.ts';
import { type Entry, LogBook } from './log-book.ts';
import { type Manifest, sizeOf } from './manifest.ts';
import { asFault, PlaceWatch, type WatchOptions } from './place-watch.ts';
import { removeOld } from './retention.ts';
import { isDue, lastNight } from './schedule.ts';
import { stamp } from './stamp.ts';
import { takeBase } from './take-base.ts';
import { clearTrials, type TrialCheck, tryBase } from './trial.ts';

export interface KeeperOptions extends WatchOptions {
  /** Of Serambi. */
  version: string;
  /** Further judgements of a trial restore. */
  checks?: readonly TrialCheck[];
}

const drainEveryMs = 1_000;
const workEveryMs = 2_000;
/** How often the folder and the clock are looked at. */
const lookEveryMs = 30_000;
/** A gap in the log asks for a new base, but not over and over. */
const gapRetryMs = 600_000;
const seenEveryMs = 300_000;
const yearMs = 366 * 86_400_000;

/**
 * Keeps the backups of one running database: puts its log away as it is closed, takes a base at night, when somebody
 * asks and before a migration, restores each base on trial, and writes down how it stands. One process owns the
 * embedded database, so there is one keeper.
 */
export class BackupKeeper {
  /** Called after whatever a screen may want to show has changed. */
  onChange: () => Promise<void> = async () => undefined;
  private readonly options: KeeperOptions;
  private readonly place: PlaceWatch;
  private readonly pool: pg.Pool;
  private readonly book: LogBook;
  private readonly halt = new AbortController();
  private readonly openedMs: number;
  private gapTriedMs = 0;
  private dueSeenMs = 0;
  private carriedMs = 0;
  private written = { text: '', atMs: 0 };
  private loops: Promise<void>[] = [];

  constructor(options: KeeperOptions) {
    this.options = options;
    this.place = new PlaceWatch(options);
    this.openedMs = options.clock.now();
    this.pool = new pg.Pool({
      connectionString: onDatabase(options.server.superuserUrl),
      max: 2,
      application_name: 'serambi backup',
      options: '-c TimeZone=UTC',
    });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.book = new LogBook(this.pool);
  }

  /** The backup folder. */
  get folder(): string {
    return this.place.folder;
  }

  /** Whether it could be written when it was looked at last. */
  get isThere(): boolean {
    return this.place.fault === undefined;
  }

  /** Looks at keys and folder. Call it first; it needs no table. */
  async open(): Promise<void> {
    await clearTrials(this.options.server.at);
    await this.place.open();
    await this.carryAcknowledged();
  }

  /** Begins the work that goes by itself, once the tables are there. */
  async start(): Promise<void> {
    await this.book.closeInterrupted(new BackupFault('interrupted'), this.now());
    await this.writeSeen();
    this.loops = [
      this.repeat(drainEveryMs, async () => {
        if (await this.place.drain()) await this.writeSeen();
      }),
      this.repeat(workEveryMs, () => this.workRound()),
    ];
  }

  /** Stops the loops; a backup under way is given up. */
  async close(): Promise<void> {
    this.halt.abort();
    await Promise.all(this.loops);
    await this.pool.end();
  }

  /** Puts away what the database left when it stopped: nothing of the day's last minute is missing then. */
  async putAwayRest(): Promise<void> {
    await this.place
      .drain()
      .catch((error) => this.options.log.warn({ err: error }, 'the last log waits in the spool'));
  }

  /**
   * A base without a row and without a trial, for the moment before a migration.
   * @throws BackupFault
   */
  async beforeMigration(): Promise<Manifest> {
    return this.base('migration', () => undefined);
  }

  /** Takes a base now, with its row and its trial. @returns the fault, where there is one */
  runNow(reason: Entry['reason']): Promise<BackupFault | undefined> {
    return this.run({ id: uuidv7(this.options.clock.now()), reason });
  }

  private async run(entry: Entry): Promise<BackupFault | undefined> {
    const { book } = this;
    await book.begin(entry, this.place.folder, this.now());
    await this.onChange();
    try {
      const base = await this.base(entry.reason, (percent) => {
        const told = book.progress(entry.id, percent).then(() => this.onChange());
        told.catch(() => undefined);
      });
      await book.good(entry.id, base.id, sizeOf(base), this.now());
      await this.onChange();
      return await this.tryOut(entry, base);
    } catch (error) {
      const fault = this.halt.signal.aborted ? new BackupFault('interrupted') : asFault(error);
      await book.failed(entry.id, fault, this.now());
      return fault;
    } finally {
      await this.writeSeen();
    }
  }

  private async base(reason: Entry['reason'], tell: (percent: number) => void): Promise<Manifest> {
    const { place } = this;
    const { server, dataDir, version } = this.options;
    if (!(await place.look())) throw place.fault ?? new BackupFault('placeAway', { folder: place.folder });
    const { current: key, previous: earlierKeys } = await place.keys();
    // the log that is closed while the base is taken belongs to it
    place.wanted = true;
    let told = 0;
    const manifest = await takeBase(
      { superuserUrl: server.superuserUrl, at: server.at, programs: server.programs, dataDir },
      {
        ...{ folder: place.folder, key, earlierKeys, reason, version, signal: this.halt.signal },
        // PostgreSQL's commits bear the computer's time, and a restore chooses among them by it
        now: Date.now,
        onProgress: (done, all) => {
          const percent = Math.floor((done / all) * 20) * 5;
          if (percent > told) tell(percent);
          told = Math.max(told, percent);
        },
      },
    );
    [place.gap, place.lost] = [false, false];
    return manifest;
  }

  private async tryOut(entry: Entry, base: Manifest): Promise<BackupFault | undefined> {
    const { server, settings, clock } = this.options;
    const { folder } = this.place;
    const keys = allKeys(await this.place.keys());
    try {
      const source = { folder, keys, beside: server.at, signal: this.halt.signal };
      await this.book.tried(entry.id, await tryBase(source, base, this.options.checks), this.now());
    } catch (error) {
      const fault = this.halt.signal.aborted ? undefined : asFault(error);
      await this.book.tried(entry.id, fault ?? 'none', this.now());
      return fault;
    }
    // what is older goes only when what is newer was found good
    const nowMs = clock.now();
    const now = { ...settings, nowMs, zone: (await this.clinics()).zone };
    await removeOld(folder, keys, now, (number) => this.place.forgetLog(number));
    await this.book.forget(stamp(nowMs - yearMs));
    return undefined;
  }

  /** One look for what is to be done: somebody asked, the night has come, or the log has a gap. */
  private async workRound(): Promise<void> {
    const asked = await this.book.nextAsked();
    if (asked) return void (await this.run(asked));
    const nowMs = this.options.clock.now();
    if (nowMs - this.dueSeenMs < lookEveryMs) return;
    this.dueSeenMs = nowMs;
    if (nowMs - this.place.lookedMs >= lookEveryMs) await this.place.look();
    await this.noteGone();
    await this.writeSeen();
    if (nowMs - this.carriedMs >= seenEveryMs) await this.carryAcknowledged();
    const reason = await this.dueReason(nowMs);
    if (reason) await this.runNow(reason);
  }

  /** A base that somebody took away is none: managers are told, and after the newest one a new one is needed at once. */
  private async noteGone(): Promise<void> {
    if (!this.isThere) return;
    const keys = allKeys(await this.place.keys());
    // a list that cannot be read is told of by whoever verifies the folder
    const gone = await goneBases(this.folder, keys).catch(() => []);
    for (const id of gone)
      if (await this.book.gone(id, missingBase(id)))
        this.options.log.error({ base: id }, 'a backup was taken away from its folder');
    const newest = (await baseIds(this.folder)).at(-1) ?? '';
    if (gone.some((id) => id > newest)) this.place.gap = true;
  }

  private async dueReason(nowMs: number): Promise<Entry['reason'] | undefined> {
    const { place } = this;
    const { count, real, zone } = await this.clinics();
    if (count === 0) return undefined;
    const { hour } = this.options.settings;
    const last = await this.book.last();
    if (isDue({ nowMs, zone, hour }, last)) {
      // a clinic's first backup does not wait for the night; a demo's does, and is made only where it runs that long
      const night = lastNight(nowMs, zone, hour) >= this.openedMs;
      if (real || last.goodMs !== undefined || night) return 'nightly';
    }
    // a folder of its own after a restore, or after a change of settings, has no base whatever the rows say
    const bare = real && !place.wanted;
    const helps = (place.gap || place.lost || bare) && !place.fault;
    if (!helps || nowMs - this.gapTriedMs < gapRetryMs) return undefined;
    this.gapTriedMs = nowMs;
    return 'gap';
  }

  private async carryAcknowledged(): Promise<void> {
    this.carriedMs = this.options.clock.now();
    if (this.isThere) await carryAcknowledged(this.options.dataDir, this.folder);
  }

  private async clinics(): Promise<{ count: number; real: boolean; zone: string }> {
    const { rows } = await this.pool.query<{ zone: string; demo: boolean }>(
      'SELECT zone, demo FROM platform_clinic ORDER BY demo, slug',
    );
    return { count: rows.length, real: rows[0]?.demo === false, zone: rows[0]?.zone ?? 'UTC' };
  }

  /** What moves all the time is written with the rest, or every few minutes: writing it makes log in its turn. */
  private async writeSeen(): Promise<void> {
    const { goodMs } = await this.book.last();
    const seen = await this.place.seen(goodMs);
    const { freeBytes, checkedAt, logUntil, waitingBytes, fault, ...rest } = seen;
    const text = JSON.stringify({
      ...rest,
      fault: fault?.message,
      waits: waitingBytes > 0,
      lost: this.place.lost,
    });
    const nowMs = this.options.clock.now();
    if (text === this.written.text && nowMs - this.written.atMs < seenEveryMs) return;
    this.written = { text, atMs: nowMs };
    await this.book.seen(seen, this.place.lost);
    await this.onChange();
  }

  private async repeat(everyMs: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.halt;
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        // the database may be restarting; the next round sees
        if (!signal.aborted) this.options.log.warn({ err: error }, 'backups stumbled; they go on');
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private now(): string {
    return stamp(this.options.clock.now());
  }
}
