import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Disk, logRoomBytes, socketRoomBytes, watchDisk } from '../disk/disk.ts';
import {
  isAlive,
  lastLines,
  livingPostmaster,
  type Manner,
  type Running,
  spawnPostgres,
  superuser,
} from './cluster.ts';
import type { Placement } from './placement.ts';
import type { Programs } from './programs.ts';
import { endSilent, takePulse } from './pulse.ts';
import { socketUrl } from './roles.ts';
import type { DatabaseSecrets } from './secrets.ts';

/** Longest replay of the log after a crash that is waited for. */
const comingUpMs = 30 * 60_000;
/** Without any word for so long a server is taken to stand still. */
const quietMs = 60_000;
/** How often a running server is asked for a word, and how long that word may take. */
const wordWithinMs = 10_000;
/** A server that stood still is ended and started again so often before the trouble is told. */
const mostTries = 3;
/** Each a fifth of a second. */
const mostWaits = 600;

/** What a database needs on its disks: its log, and the place where it is reached. */
export function diskOf(at: Placement): Disk {
  return watchDisk([
    { folder: at.home, neededBytes: logRoomBytes },
    // an operator may have laid the log on a disk of its own
    { folder: path.join(at.data, 'pg_wal'), neededBytes: logRoomBytes },
    { folder: at.socketDir, neededBytes: socketRoomBytes },
  ]);
}

/** What is kept running, and how. */
export interface Kept {
  programs: Programs;
  at: Placement;
  secrets: DatabaseSecrets;
  manner: Manner;
  log(line: string): void;
  quietMs?: number;
}

/**
 * Keeps one PostgreSQL running: one that ends is started again, one that gives no word any more is ended first.
 */
export class Keeper {
  socketDir: string;
  private running: Running | undefined;
  private watching: Promise<void> | undefined;
  private readonly halt = new AbortController();
  private readonly kept: Kept;
  /** A Serambi that ends by an uncaught error takes its database along; one that is killed cannot. */
  private readonly onExit = () => this.signal('SIGINT');

  constructor(kept: Kept) {
    this.kept = kept;
    this.socketDir = kept.at.socketDir;
  }

  get pid(): number {
    return this.running?.pid ?? 0;
  }

  get superuserUrl(): string {
    return socketUrl(superuser, this.kept.secrets.superuser, this.socketDir, 'postgres');
  }

  async start(): Promise<void> {
    process.once('exit', this.onExit);
    await this.bringUp();
    this.watching = this.watch();
  }

  /** Fast shutdown: clients are cut off, what was acknowledged is on the disk, nothing is left to replay. */
  async stop(): Promise<void> {
    this.halt.abort();
    process.removeListener('exit', this.onExit);
    await this.end();
    await this.watching;
    // A restart that was under way in this moment has brought up another one.
    await this.end();
    this.kept.log('the database has stopped');
  }

  private async end(): Promise<void> {
    const pid = this.pid;
    this.signal('SIGINT');
    for (let waited = 0; pid && isAlive(pid); waited += 20) {
      // Immediate shutdown loses nothing acknowledged either; the next start replays the log.
      if (waited === 30_000) this.signal('SIGQUIT');
      await sleep(20);
    }
    this.running = undefined;
  }

  private get quietMs(): number {
    return this.kept.quietMs ?? quietMs;
  }

  private get stopping(): boolean {
    return this.halt.signal.aborted;
  }

  /** Waits without keeping the process alive; `stop` cuts it short. */
  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { ref: false, signal: this.halt.signal }).catch(() => undefined);
  }

  private signal(name: NodeJS.Signals): void {
    if (!this.running) return;
    try {
      process.kill(this.running.pid, name);
    } catch {
      // It ended by itself in this moment.
    }
  }

  private async bringUp(): Promise<void> {
    const { at, programs, manner, log } = this.kept;
    for (let tries = 1; !this.stopping; tries += 1) {
      const orphan = await livingPostmaster(at);
      this.socketDir = orphan?.socketDir || at.socketDir;
      this.running = orphan ? { pid: orphan.pid } : await spawnPostgres(programs, at, manner);
      const { pid } = this.running;
      if (await this.comesUp())
        return log(
          orphan ? `adopted the running database (process ${pid})` : `the database is up (process ${pid})`,
        );
      if (this.stopping) return;
      if (isAlive(pid)) {
        const said = await lastLines(at.home, 5, pid);
        log(`the database (process ${pid}) gives no word; ending it`);
        await endSilent(pid);
        if (tries >= mostTries) throw new Error(`PostgreSQL did not start in time:\n${said}`);
      } else if (!orphan) {
        // After `kill -9` its workers need a moment to notice; until then PostgreSQL refuses to start anew.
        const reason = await lastLines(at.home, 3, pid);
        if (!/still in use|already exists/.test(reason) || tries >= mostWaits)
          throw new Error(`PostgreSQL did not start:\n${reason}`);
        await sleep(200);
      }
    }
  }

  /**
   * Waits until the server takes connections; false when it ended before, or has given no word for too long. While it
   * says that it is coming up it may take long: replay after a crash reads up to a gigabyte of log.
   */
  private async comesUp(): Promise<boolean> {
    let [spoke, began] = [performance.now(), performance.now()];
    while (!this.stopping && this.running && isAlive(this.running.pid)) {
      const pulse = await takePulse(this.superuserUrl, Math.min(wordWithinMs, this.quietMs));
      if (pulse === 'up') return true;
      const now = performance.now();
      if (pulse === 'busy') spoke = now;
      if (now - spoke > this.quietMs || now - began > comingUpMs) return false;
      await sleep(30);
    }
    return false;
  }

  private async watch(): Promise<void> {
    while (!this.stopping && this.running) {
      await this.untilOver(this.running);
      if (this.stopping) return;
      this.kept.log('the database ended unexpectedly; starting it again');
      try {
        await this.bringUp();
      } catch (error) {
        this.kept.log(`the database cannot be started: ${(error as Error).message}`);
        await this.roomOrPause();
      }
    }
  }

  /** Returns when the process has ended, be it because it gave no word and was ended. */
  private async untilOver({ pid, ended }: Running): Promise<void> {
    const over = new AbortController();
    void ended?.then(() => over.abort());
    const everyMs = Math.min(wordWithinMs, this.quietMs / 2);
    let silences = 0;
    while (isAlive(pid) && !over.signal.aborted && !this.stopping) {
      const pause = AbortSignal.any([over.signal, this.halt.signal]);
      // an adopted server is no child of ours, and its end is seen by looking only
      for (let waitedMs = 0; waitedMs < everyMs && isAlive(pid) && !pause.aborted; waitedMs += 500)
        await sleep(500, undefined, { ref: false, signal: pause }).catch(() => undefined);
      if (pause.aborted || !isAlive(pid)) continue;
      // in counts, not by a watch: a computer that slept has given its database no time to answer
      silences = (await takePulse(this.superuserUrl, everyMs)) === 'silent' ? silences + 1 : 0;
      if (silences * everyMs < this.quietMs) continue;
      this.kept.log(`the database (process ${pid}) gives no word any more; ending it`);
      await endSilent(pid);
    }
  }

  /** Without room another try would only fail again: the next one comes as soon as there is some, or all the same. */
  private async roomOrPause(): Promise<void> {
    const disk = diskOf(this.kept.at);
    for (let waitedMs = 0; waitedMs < 5_000 && !this.stopping; waitedMs += 250) {
      await this.pause(250);
      if (waitedMs >= 1_000 && !disk.full()) return;
    }
  }
}
