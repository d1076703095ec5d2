import { sql } from 'kysely';
import type { Logger } from 'pino';
import { instantOf } from '#platform/shared/time.ts';
import { writeAudit } from '../audit/write.ts';
import { type Database, inClinic } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { tellScreens } from '../system/watch.ts';
import type { Jump, SteadyClock } from './steady.ts';

export interface ClockWatch {
  /** Looks now, beside the timer. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** What must hear that the computer's clock was set: whatever keeps times of its own. */
export type OnClockSet = (jump: Jump) => Promise<void>;

const lookEveryMs = 1_000;
/** The count of the system has hundredths; two looks of one moment differ by far less than this. */
const leastJumpMs = 500;
const keepEveryMs = 60_000;

/**
 * Watches whether somebody sets the computer's clock. A jump is written into the log and every clinic's audit trail,
 * kept for the managers' notice, and told to those who keep times of their own. What cannot be written because the
 * database is away is written when it is back.
 */
export function watchClock(
  platform: Pick<Platform, 'database' | 'auditKey' | 'eventsLeft'> & { log: Logger },
  clock: SteadyClock,
  onClockSet: OnClockSet,
): ClockWatch {
  let ahead = clock.now() - clock.steady();
  let keptMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const untold: Jump[] = [];

  function notice(): void {
    const now = clock.now() - clock.steady();
    const byMs = Math.round(now - ahead);
    ahead = now;
    if (Math.abs(byMs) < leastJumpMs) return;
    const jump = { shownAt: instantOf(clock.now()), steadyAt: instantOf(Math.round(clock.steady())), byMs };
    clock.jumps.push(jump);
    untold.push(jump);
    platform.log.warn(jump, 'the clock of this computer was set');
  }

  async function tell(): Promise<void> {
    for (let jump = untold[0]; jump; jump = untold[0]) {
      await onClockSet(jump);
      await clock.keep(platform.database);
      await writeDown(platform, jump);
      untold.shift();
    }
    if (clock.steady() - keptMs < keepEveryMs) return;
    await clock.keep(platform.database);
    clock.databaseAheadMs = await aheadOf(platform.database, clock);
    keptMs = clock.steady();
  }

  const look = (): Promise<void> => {
    notice();
    looking ??= tell()
      .catch((error) =>
        platform.log.debug({ err: error }, 'the clock could not be kept; it will be tried again'),
      )
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Locks every open session: nobody knows how long this machine was off, so nobody knows how long they were idle. */
export async function lockAllSessions(database: Database, now: string): Promise<void> {
  await sql`SELECT identity_lock_all(${now})`.execute(database.kysely);
}

/** Half of the time that the question took is the answer's age. */
async function aheadOf(database: Database, clock: SteadyClock): Promise<number> {
  const askedMs = clock.now();
  const { rows } = await database.pool.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  return (rows[0]?.ms ?? askedMs) - (askedMs + clock.now()) / 2;
}

async function writeDown(
  platform: Pick<Platform, 'database' | 'auditKey' | 'eventsLeft'>,
  jump: Jump,
): Promise<void> {
  const clinics = await platform.database.pool.query<{ id: string }>('SELECT id FROM platform_clinic');
  const { shownAt, byMs } = jump;
  const details = { byMs, shownBefore: instantOf(Date.parse(shownAt) - byMs), shownAfter: shownAt };
  const by = { actorKind: 'system', actorId: 'clock', actorName: 'serambi' } as const;
  for (const { id } of clinics.rows) {
    await inClinic(platform.database, id, async (tx) => {
      await writeAudit(platform.auditKey, tx, id, [
        { ...by, at: shownAt, event: 'platform.clockSet', outcome: 'done', details },
      ]);
    });
  }
  await tellScreens(platform);
}
