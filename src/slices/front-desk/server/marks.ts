import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { MarkCode, VisitMark } from '../shared/marks.ts';
import { goOn } from './go-on.ts';
import { findVisit } from './visits.ts';

interface About {
  visitId: string;
  code: MarkCode;
  /** What it is about within the duty; said twice, it is one mark. */
  subject: string;
}

/**
 * Marks a visit on the board, for a duty that the board knows nothing of.
 * @param given.from instant from which it is shown; now, where left out
 * @param given.holds whether the visit waits for it before its end
 */
export async function markVisit(
  ctx: Context,
  given: About & { from?: string; holds?: boolean },
): Promise<void> {
  const { visitId, code, subject, from = ctx.now, holds = false } = given;
  await ctx.db
    .insertInto('front_desk_mark')
    .values({ clinic_id: ctx.clinic.id, visit_id: visitId, code, subject, from_at: from, holds })
    .onConflict((same) =>
      same
        .columns(['clinic_id', 'visit_id', 'code', 'subject'])
        .doUpdateSet({ from_at: from, ended_at: null }),
    )
    .execute();
  ctx.emit('frontDesk.markChanged', { visitId });
}

/** Takes a mark back; a visit that nothing else holds goes on to where it was held back from. */
export async function unmarkVisit(ctx: Context, { visitId, code, subject }: About): Promise<void> {
  // held first: of two who take back the last two marks at once each would see the other's, and nobody let her go on
  const visit = await findVisit(ctx, visitId);
  const ended = await ctx.db
    .updateTable('front_desk_mark')
    .set({ ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('code', '=', code)
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return;
  ctx.emit('frontDesk.markChanged', { visitId });
  if (visit) await goOn(ctx, visit);
}

/** The standing marks of these visits. */
export async function marksOf(ctx: Context, visitIds: readonly string[]): Promise<Map<string, VisitMark[]>> {
  if (visitIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('front_desk_mark')
    .select(['visit_id', 'code', 'from_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', sql<string>`ANY(${[...visitIds]})`)
    .where('ended_at', 'is', null)
    .execute();
  const byVisit = Map.groupBy(rows, (row) => row.visit_id);
  return new Map(
    [...byVisit].map(([visitId, own]) => [
      visitId,
      own.map((row) => ({ code: row.code as MarkCode, from: row.from_at })),
    ]),
  );
}
