import type pg from 'pg';
import type { BackupFault } from './fault.ts';
import type { Manifest } from './manifest.ts';

/** A backup's row while it is made. */
export interface Entry {
  id: string;
  reason: Manifest['reason'];
}

/** What was seen of the backup folder. */
export interface PlaceSeen {
  place: string;
  sameDisk: boolean;
  freeBytes: number | null;
  fault: BackupFault | undefined;
  waitingBytes: number;
  logUntil: string | null;
  goodSince: string;
  keyConfirmed: boolean;
  checkedAt: string;
}

/** The rows in which managers read how backups stand. Written by the process that owns the database alone. */
export class LogBook {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** The oldest backup that somebody asked for and that has not begun. */
  async nextAsked(): Promise<Entry | undefined> {
    const { rows } = await this.pool.query<Entry>(
      "SELECT id, reason FROM platform_backup WHERE state = 'asked' ORDER BY asked_at LIMIT 1",
    );
    return rows[0];
  }

  /** When the last good backup began, and when the last one of all. */
  async last(): Promise<{ goodMs?: number; triedMs?: number }> {
    const { rows } = await this.pool.query<{ good: Date | null; tried: Date | null }>(
      `SELECT max(started_at) FILTER (WHERE state = 'good' AND trial <> 'failed') AS good, max(started_at) AS tried
       FROM platform_backup`,
    );
    const { good, tried } = rows[0] ?? { good: null, tried: null };
    return { ...(good && { goodMs: msOf(good) }), ...(tried && { triedMs: msOf(tried) }) };
  }

  async begin(entry: Entry, place: string, at: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO platform_backup (id, reason, state, asked_at, started_at, place) VALUES ($1, $2, 'running', $3, $3, $4)
       ON CONFLICT (id) DO UPDATE SET state = 'running', started_at = $3, place = $4`,
      [entry.id, entry.reason, at, place],
    );
  }

  async progress(id: string, percent: number): Promise<void> {
    await this.pool.query('UPDATE platform_backup SET percent = $2 WHERE id = $1', [id, percent]);
  }

  async good(id: string, base: string, bytes: number, at: string): Promise<void> {
    await this.pool.query(
      `UPDATE platform_backup SET state = 'good', finished_at = $4, base = $2, bytes = $3, percent = 100, trial = 'running'
       WHERE id = $1`,
      [id, base, bytes, at],
    );
  }

  async failed(id: string, fault: BackupFault, at: string): Promise<void> {
    await this.pool.query(
      `UPDATE platform_backup SET state = 'failed', finished_at = $4, fault = $2, fault_params = $3 WHERE id = $1`,
      [id, fault.code, JSON.stringify(fault.params), at],
    );
  }

  /** A good backup is none any more. @returns whether one was held for good until now */
  async gone(base: string, fault: BackupFault): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE platform_backup SET state = 'failed', fault = $2, fault_params = $3 WHERE base = $1 AND state = 'good'`,
      [base, fault.code, JSON.stringify(fault.params)],
    );
    return rowCount !== 0;
  }

  async tried(
    id: string,
    outcome: { tables: number; rows: bigint } | BackupFault | 'none',
    at: string,
  ): Promise<void> {
    if (outcome === 'none')
      await this.pool.query("UPDATE platform_backup SET trial = 'none' WHERE id = $1", [id]);
    else if (outcome instanceof Error)
      await this.pool.query(
        `UPDATE platform_backup SET trial = 'failed', trial_at = $4, fault = $2, fault_params = $3 WHERE id = $1`,
        [id, outcome.code, JSON.stringify(outcome.params), at],
      );
    else
      await this.pool.query(
        `UPDATE platform_backup SET trial = 'good', trial_at = $4, trial_tables = $2, trial_rows = $3 WHERE id = $1`,
        [id, outcome.tables, outcome.rows.toString(), at],
      );
  }

  /** A server that was killed left a backup half made. */
  async closeInterrupted(fault: BackupFault, at: string): Promise<void> {
    await this.pool.query(
      `UPDATE platform_backup SET state = 'failed', finished_at = $3, fault = $1, fault_params = $2 WHERE state = 'running'`,
      [fault.code, JSON.stringify(fault.params), at],
    );
    await this.pool.query("UPDATE platform_backup SET trial = 'none' WHERE trial = 'running'");
  }

  async seen(place: PlaceSeen, lost: boolean): Promise<void> {
    const { fault } = place;
    await this.pool.query(
      `INSERT INTO platform_backup_place AS p (place, same_disk, free_bytes, fault, fault_params, away_since,
         waiting_bytes, lost_at, log_until, good_since, key_confirmed, checked_at)
       VALUES ($1, $2, $3, $4, $5, CASE WHEN $4::text IS NULL THEN NULL ELSE $10::timestamptz END, $6,
         CASE WHEN $11 THEN $10::timestamptz END, $7, $8, $9, $10)
       ON CONFLICT (single) DO UPDATE SET place = $1, same_disk = $2, free_bytes = $3, fault = $4, fault_params = $5,
         away_since = CASE WHEN $4::text IS NULL THEN NULL ELSE coalesce(p.away_since, $10::timestamptz) END,
         waiting_bytes = $6, lost_at = CASE WHEN $11 THEN coalesce(p.lost_at, $10::timestamptz) END,
         log_until = $7, good_since = $8, key_confirmed = $9, checked_at = $10`,
      [
        ...[place.place, place.sameDisk, place.freeBytes, fault?.code ?? null],
        ...[fault ? JSON.stringify(fault.params) : null, place.waitingBytes, place.logUntil, place.goodSince],
        ...[place.keyConfirmed, place.checkedAt, lost],
      ],
    );
  }

  /** Rows older than a year tell nobody anything. */
  async forget(before: string): Promise<void> {
    await this.pool.query('DELETE FROM platform_backup WHERE asked_at < $1', [before]);
  }
}

/** node-postgres gives a `Date`, or text where the pool was opened with parsers of our own. */
function msOf(value: Date | string): number {
  return value instanceof Date ? value.getTime() : Date.parse(value);
}
