import { type Selectable, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { hasWords, words } from '#platform/server/words.ts';
import type { Backup, backups } from '../contract.ts';
import { healthOf } from './rules.ts';

type Row = Selectable<Tables['platform_backup']>;
type PlaceRow = Selectable<Tables['platform_backup_place']>;

const shown = 30;

export const status: Verb<typeof backups, 'status'> = async (ctx) => {
  const standing = await readStanding(ctx);
  const { place, rows } = standing;
  const recent = rows.map((row) => backupOf(ctx, row));
  return {
    kept: ctx.recoveryKey !== undefined,
    health: healthNow(ctx, standing),
    lastGood: recent.find((one) => one.state === 'good' && one.trial !== 'failed') ?? null,
    current: recent.find((one) => one.state === 'running' || one.state === 'asked') ?? null,
    place: place ? placeOf(ctx, place) : null,
    keyConfirmed: (await ctx.recoveryKey?.toShow()) === undefined,
    recent,
  };
};

/** What is written down about backups. */
export interface Standing {
  /** Newest first. */
  rows: Row[];
  place: PlaceRow | undefined;
}

export async function readStanding(ctx: Context): Promise<Standing> {
  const rows = await ctx.db
    .selectFrom('platform_backup')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(shown)
    .execute();
  return { rows, place: await ctx.db.selectFrom('platform_backup_place').selectAll().executeTakeFirst() };
}

export function healthNow(ctx: Context, { rows, place }: Standing) {
  const ended = rows.find((row) => row.state === 'good' || row.state === 'failed');
  return healthOf(ctx.now, {
    last: ended && (ended.state === 'failed' || ended.trial === 'failed' ? 'failed' : 'good'),
    goodSince: place?.good_since ?? ctx.now,
    fault: place?.fault != null,
    lost: place?.lost_at != null,
  });
}

/** Puts a wish into the row that the process with the database waits for. */
export const backUpNow: Verb<typeof backups, 'backUpNow'> = async (ctx) => {
  if (!ctx.recoveryKey) ctx.fail('notKept');
  const { rows } = await readStanding(ctx);
  if (rows.some((row) => row.state === 'asked' || row.state === 'running')) ctx.fail('alreadyRunning');
  const id = ctx.newId();
  await sql`INSERT INTO platform_backup (id, reason, state, asked_at)
    VALUES (${id}, 'asked', 'asked', ${ctx.now})`.execute(ctx.db);
  ctx.emit('backups.changed', {});
  return { id };
};

function backupOf(ctx: Context, row: Row): Backup {
  return {
    id: row.id,
    reason: row.reason as Backup['reason'],
    state: row.state as Backup['state'],
    at: row.started_at ?? row.asked_at,
    finishedAt: row.finished_at,
    percent: row.percent,
    bytes: row.bytes?.toString() ?? null,
    place: row.place,
    trial: row.trial as Backup['trial'],
    trialAt: row.trial_at,
    trialTables: row.trial_tables,
    trialRows: row.trial_rows?.toString() ?? null,
    fault: faultWords(ctx, row.fault, row.fault_params),
  };
}

function placeOf(ctx: Context, row: PlaceRow) {
  return {
    folder: row.place,
    sameDisk: row.same_disk,
    freeBytes: row.free_bytes?.toString() ?? null,
    fault: faultWords(ctx, row.fault, row.fault_params),
    awaySince: row.away_since,
    waitingBytes: row.waiting_bytes.toString(),
    lostAt: row.lost_at,
    logUntil: row.log_until,
  };
}

function faultWords(ctx: Context, code: string | null, params: unknown): string | null {
  if (code === null) return null;
  const key = `backup_fault_${code}`;
  const given = typeof params === 'string' ? JSON.parse(params) : (params ?? {});
  return hasWords(key) ? words(ctx.language, key, given as Record<string, string>) : code;
}
