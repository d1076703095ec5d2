import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { vitals } from '../contract.ts';
import type { RangeVersion } from '../contract-clinic.ts';
import { defaultRanges, type RangeTable } from '../shared/range-table.ts';

const shipped: RangeVersion = { version: 0, table: defaultRanges, note: '', savedBy: 'Serambi' };

function versions(ctx: Context) {
  return ctx.db
    .selectFrom('vitals_ranges')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('version', 'desc');
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirst']>>>;

function versionOf(row: Row): RangeVersion {
  return {
    version: row.version,
    // written by `saveRanges` alone, from a parsed value
    table: row.ranges as RangeTable,
    note: row.note,
    savedBy: row.saved_by,
    savedAt: row.saved_at,
    ...(row.approved_by && row.approved_at && { approved: { by: row.approved_by, at: row.approved_at } }),
  };
}

/** All that were ever approved, the newest first, each with the instant (ms) from which it judges. */
export async function approvedRanges(ctx: Context): Promise<{ approvedAt: number; table: RangeTable }[]> {
  const rows = await versions(ctx).where('approved_at', 'is not', null).execute();
  return rows.map((row) => ({
    approvedAt: Date.parse(row.approved_at ?? ''),
    table: row.ranges as RangeTable,
  }));
}

/** The newest approved version, else the table that comes with the program. */
export async function inForceOf(ctx: Context): Promise<RangeVersion> {
  const row = await versions(ctx).where('approved_at', 'is not', null).limit(1).executeTakeFirst();
  return row ? versionOf(row) : shipped;
}

/** A version that waits for its approval. */
export async function draftOf(ctx: Context): Promise<RangeVersion | undefined> {
  const row = await versions(ctx).limit(1).executeTakeFirst();
  return row && !row.approved_at ? versionOf(row) : undefined;
}

export const saveRanges: Verb<typeof vitals, 'saveRanges'> = async (ctx, { after, table, note }) => {
  const newest = await versions(ctx).limit(1).executeTakeFirst();
  if ((newest?.version ?? 0) !== after) return ctx.fail('versionTaken');
  const version = after + 1;
  const done = await sql`
    INSERT INTO vitals_ranges (clinic_id, version, ranges, note, saved_by, saved_at)
    VALUES (${ctx.clinic.id}, ${version}, ${JSON.stringify(table)}, ${note}, ${ctx.actor.name}, ${ctx.now})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  if (done.numAffectedRows !== 1n) return ctx.fail('versionTaken');
  ctx.emit('vitals.rulesChanged', {});
  return { version };
};

/** Puts the newest version into force. Approved twice, the first approval stands. */
export const approveRanges: Verb<typeof vitals, 'approveRanges'> = async (ctx, { version }) => {
  const newest = await versions(ctx).limit(1).forUpdate().executeTakeFirst();
  if (!newest) return refuse('notFound', { type: 'RangeTable', id: String(version) });
  if (newest.version !== version) return ctx.fail('versionTaken');
  if (!newest.approved_at) {
    await ctx.db
      .updateTable('vitals_ranges')
      .set({ approved_by: ctx.actor.name, approved_at: ctx.now })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('version', '=', version)
      .execute();
    ctx.emit('vitals.rulesChanged', {});
  }
  return { version };
};
