import type { Clock } from '#platform/shared/time.ts';
import type { Database } from '../db/database.ts';
import type { Machine } from './machine.ts';

/** One setting of the computer's clock that was noticed. Instants are ISO-8601 UTC. */
export interface Jump {
  /** What the clock showed just after. */
  shownAt: string;
  steadyAt: string;
  /** Positive: set ahead. */
  byMs: number;
}

export interface SteadyClock extends Clock {
  steady(): number;
  machine: Machine;
  /** Last jumps of this machine, oldest first. */
  jumps: Jump[];
  /** How far the database's own clock is ahead of this one, at the last look. */
  databaseAheadMs: number;
  /** The machine was started anew and its clock shows less than when it was last looked at: nobody knows how long it was off. */
  wentBackWhileOff: boolean;
  /** Writes down where the clock stands, for the next start. */
  keep(database: Database): Promise<void>;
}

interface Row {
  same_boot: boolean;
  uptime_ms: bigint;
  steady_at: string;
  shown_at: string;
  jumps: Jump[];
}

/** Clocks of one machine differ from themselves by less than this between two looks. */
const looseMs = 60_000;
const jumpsKept = 20;

/**
 * A clock of two hands: `now` is what the computer shows; `steady` goes on evenly from where it stood, however the
 * other is set, over restarts of Serambi too. When the machine itself was off, `steady` goes on from what is shown,
 * and never back: an hour too many ends a session early, an hour too few would leave it open.
 */
export async function openSteadyClock(
  database: Database,
  machine: Machine,
  shown: () => number = () => Date.now(),
): Promise<SteadyClock> {
  const found = await database.pool.query<Row>('SELECT * FROM platform_clock_read($1, $2)', [
    machine.name,
    machine.boot,
  ]);
  const row = found.rows[0];
  const fromUptimeMs = machine.uptimeMs();
  const fromMs = row ? standsAt(row, fromUptimeMs, shown()) : shown();
  const clock: SteadyClock = {
    machine,
    now: shown,
    steady: () => fromMs + machine.uptimeMs() - fromUptimeMs,
    jumps: row?.jumps ?? [],
    databaseAheadMs: 0,
    wentBackWhileOff: row !== undefined && !row.same_boot && shown() < Date.parse(row.shown_at) - looseMs,
    async keep(database) {
      clock.jumps = clock.jumps.slice(-jumpsKept);
      const at = [new Date(clock.steady()), new Date(clock.now())].map((one) => one.toISOString());
      await database.pool.query('SELECT platform_clock_keep($1, $2, $3, $4, $5, $6)', [
        ...[machine.name, machine.boot, machine.uptimeMs(), ...at],
        JSON.stringify(clock.jumps),
      ]);
    },
  };
  return clock;
}

function standsAt(row: Row, uptimeMs: number, shownMs: number): number {
  const stoodMs = Date.parse(row.steady_at);
  const passedMs = uptimeMs - Number(row.uptime_ms);
  // in some containers the count begins with the container while the run is the host's
  if (row.same_boot && passedMs >= 0) return stoodMs + passedMs;
  return Math.max(stoodMs, shownMs);
}
