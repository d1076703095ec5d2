import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { stamp } from './stamp.ts';
import { BackupFault } from './fault.ts';
import { allKeys, type RecoveryKeys } from './key-store.ts';
import { type Latest, readHead, sameContent, splitHead, withHead } from './log-head.ts';
import { type Run, runsFrom, withFile } from './log-runs.ts';
import { room } from './place.ts';
import { Missing, sealed, sealFile, syncFolder, unsealAll } from './seal.ts';
import { historyName, parseHistory, segmentAt, segmentOf } from './wal-names.ts';

const markName = 'wal/latest';

/** The sealed record of the log in a backup folder: how far it reaches, and every file that was put away. */
export interface LogMark extends Latest {
  segmentBytes: number;
  runs: Run[];
  /** Files that say where one timeline left another. */
  histories: string[];
}

export interface ArchiveOptions {
  /** Where PostgreSQL leaves closed files. */
  spool: string;
  /** `pg_wal` of the cluster: the file there still has the time of its last write. */
  log: string;
  /** Sealed files wait here while the backup folder is away. */
  waiting: string;
  segmentBytes: number;
  /** Most bytes that may wait. */
  mostWaiting: number;
  /** Bytes of the data disk that must stay free. */
  keepFree: number;
}

/** What one round did. */
export interface Round {
  /** Put away where they belong now. */
  stored: number;
  /** Bytes that wait for the backup folder. */
  waiting: number;
  /** Files that had to be thrown away for want of room: what comes after them is worth nothing before a new base. */
  lost: number;
  /** A file is missing between the newest stored one and its successor. */
  gap: boolean;
}

/**
 * Moves closed files of the log from the spool into the backup folder, sealed. While that is away they wait, sealed
 * and packed, on the data disk; before they fill it they are given up, and that is told.
 */
export class LogArchive {
  private readonly options: ArchiveOptions;
  /** The record is read, changed and written by one at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(options: ArchiveOptions) {
    this.options = options;
  }

  /**
   * One round over everything that lies in the spool and waits.
   * @param folder backup folder, undefined while it is away
   */
  drain(folder: string | undefined, keys: RecoveryKeys): Promise<Round> {
    return this.inTurn(() => this.drainNow(folder, keys));
  }

  /** Strikes files out of the record; whoever removes them does so afterwards, so that a power cut looks like no theft. */
  forgetBefore(folder: string, keys: RecoveryKeys, number: number): Promise<void> {
    return this.inTurn(async () => {
      const mark = await readLatest(folder, allKeys(keys));
      if (mark) await writeMark(folder, keys.current, { ...mark, runs: runsFrom(mark.runs, number) });
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async drainNow(folder: string | undefined, keys: RecoveryKeys): Promise<Round> {
    const round: Round = { stored: 0, waiting: 0, lost: 0, gap: false };
    const { spool, waiting } = this.options;
    if (folder) round.stored += await this.sendWaiting(folder, keys, round);
    for (const file of await this.leftDrafts()) await rm(file, { force: true });
    for (const name of await closedFiles(spool)) {
      const file = path.join(spool, name);
      if (!isKept(name)) await rm(file);
      else if (folder) {
        if (await this.put(folder, name, keys)) round.stored += 1;
        await this.follow(folder, name, keys, round);
        await rm(file);
      } else if (await this.mayWait()) {
        await mkdir(path.join(waiting, 'wal'), { recursive: true, mode: 0o700 });
        await this.put(waiting, name, keys);
        await rm(file);
      } else {
        await rm(file);
        round.lost += 1;
      }
    }
    round.waiting = await this.waitingBytes();
    return round;
  }

  /**
   * PostgreSQL begins each try to archive with a new draft, and leaves the old one lying where the disk had no room for
   * it: on a disk that stays full they would take what becomes free.
   */
  private async leftDrafts(): Promise<string[]> {
    const { spool } = this.options;
    const names = (await readdir(spool).catch(() => [])).filter((one) => one.startsWith('archtemp.'));
    const left: string[] = [];
    for (const file of names.map((one) => path.join(spool, one))) {
      const found = await stat(file).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > draftMinutes * 60_000) left.push(file);
    }
    return left;
  }

  /** Whether anything lies in the spool or waits, drafts that nobody writes any more included. */
  async hasWork(): Promise<boolean> {
    const [spooled, waiting] = [this.options.spool, path.join(this.options.waiting, 'wal')];
    const closed = (await closedFiles(spooled)).length > 0 || (await closedFiles(waiting)).length > 0;
    return closed || (await this.leftDrafts()).length > 0;
  }

  /** Whether the data disk has room for more than the clinic's own work. */
  async hasRoom(): Promise<boolean> {
    return (await room(this.options.spool)).free > this.options.keepFree;
  }

  /** Throws away what lies in the spool: before the first base it is of no use. */
  async discard(): Promise<void> {
    for (const name of await closedFiles(this.options.spool)) await rm(path.join(this.options.spool, name));
  }

  private async put(folder: string, name: string, keys: RecoveryKeys): Promise<boolean> {
    const file = path.join(this.options.spool, name);
    const as = `wal/${name}`;
    if (existsSync(path.join(folder, `${as}${sealed}`))) {
      if (await sameContent(folder, as, allKeys(keys), file)) return false;
      throw new BackupFault('otherContent', { file: `${as}${sealed}` });
    }
    const closedAt = await this.closedAt(name);
    await sealFile(folder, as, keys.current, withHead({ name, closedAt }, createReadStream(file)));
    return true;
  }

  /**
   * When the last byte of a file was written. What was acknowledged after that instant may stand in the next file;
   * what was acknowledged before it does not.
   */
  private async closedAt(name: string): Promise<string> {
    const times = await Promise.all(
      [this.options.log, this.options.spool].map((folder) =>
        stat(path.join(folder, name)).catch(() => undefined),
      ),
    );
    return stamp(Math.min(...times.map((found) => found?.mtimeMs ?? Infinity)));
  }

  private async sendWaiting(folder: string, keys: RecoveryKeys, round: Round): Promise<number> {
    const from = path.join(this.options.waiting, 'wal');
    let sent = 0;
    for (const file of await closedFiles(from)) {
      const name = file.slice(0, -sealed.length);
      const target = path.join(folder, 'wal', file);
      if (!existsSync(target)) {
        await copyFile(path.join(from, file), `${target}.part`);
        const handle = await open(`${target}.part`, 'r+');
        await handle.sync().finally(() => handle.close());
        await rename(`${target}.part`, target);
        await syncFolder(path.dirname(target));
        sent += 1;
      }
      await this.follow(folder, name, keys, round);
      await rm(path.join(from, file));
    }
    return sent;
  }

  /** Writes a file into the record, so that it is missed when it is taken away, wherever in the log it stands. */
  private async follow(folder: string, name: string, keys: RecoveryKeys, round: Round): Promise<void> {
    const { segmentBytes } = this.options;
    const all = allKeys(keys);
    const now = segmentOf(name, segmentBytes);
    const before = await readLatest(folder, all);
    const { runs = [], histories = [] } = before ?? {};
    if (!now) {
      // a history comes before the first file of its timeline, which writes it into the record with itself
      if (before && !histories.includes(name))
        await writeMark(folder, keys.current, { ...before, histories: [...histories, name].sort() });
      return;
    }
    const last = before && segmentOf(before.name, segmentBytes);
    if (last && now.timeline >= last.timeline) {
      const next =
        now.timeline === last.timeline ? last.number + 1 : await this.beginOf(folder, now.timeline, all);
      if (next === undefined || now.number > next) round.gap = true;
    }
    const newer = !last || now.timeline > last.timeline || now.number > last.number;
    const known = runs.some(
      (run) => run.timeline === now.timeline && now.number >= run.from && now.number <= run.to,
    );
    if (known && !newer) return;
    const latest = before && !newer ? before : await readHead(folder, name, all);
    await writeMark(folder, keys.current, {
      ...{ name: latest.name, closedAt: latest.closedAt, segmentBytes },
      ...{ runs: withFile(runs, now), histories: before ? histories : await historiesIn(folder) },
    });
  }

  /** The file in which a timeline left the one before it; undefined where its history is not there. */
  private async beginOf(
    folder: string,
    timeline: number,
    keys: readonly Uint8Array[],
  ): Promise<number | undefined> {
    try {
      const text = await unsealAll(folder, `wal/${historyName(timeline)}`, keys);
      const left = parseHistory(splitHead(text).content.toString()).at(-1);
      return left && segmentAt(left.until, this.options.segmentBytes);
    } catch (error) {
      if (error instanceof Missing) return undefined;
      throw error;
    }
  }

  private async mayWait(): Promise<boolean> {
    return (await this.waitingBytes()) < this.options.mostWaiting && (await this.hasRoom());
  }

  private async waitingBytes(): Promise<number> {
    const folder = path.join(this.options.waiting, 'wal');
    let sum = 0;
    for (const name of await closedFiles(folder)) sum += (await stat(path.join(folder, name))).size;
    return sum;
  }
}

/** The record of the log in a backup folder; undefined where it holds none yet. */
export async function readLatest(folder: string, keys: readonly Uint8Array[]): Promise<LogMark | undefined> {
  try {
    return JSON.parse((await unsealAll(folder, markName, keys)).toString()) as LogMark;
  } catch (error) {
    if (error instanceof Missing) return undefined;
    throw error;
  }
}

async function writeMark(folder: string, key: Uint8Array, mark: LogMark): Promise<void> {
  await sealFile(folder, markName, key, [Buffer.from(JSON.stringify(mark))]);
}

async function historiesIn(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'wal'));
  return names
    .filter((name) => name.endsWith(`.history${sealed}`))
    .map((name) => name.slice(0, -sealed.length))
    .sort();
}

/** A file of the log is copied in seconds; a draft that nobody has written to for so long is nobody's. */
const draftMinutes = 10;

/** Oldest first. Drafts of PostgreSQL (`archtemp.…`) and ours (`….part`) are not closed yet. */
async function closedFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  // the timeline begins the name: what comes later in the log comes later in the list
  return names.filter((name) => /^[0-9A-F]{8}[0-9A-Fa-z.]*$/.test(name) && !name.endsWith('.part')).sort();
}

/** Files of the log and histories; not what a backup or a promotion left as a by-product. */
function isKept(name: string): boolean {
  return /^[0-9A-F]{24}$|^[0-9A-F]{8}\.history$/.test(name);
}
