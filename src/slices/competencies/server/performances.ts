import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { saveAmount } from '#platform/server/scope/law.ts';

/** Tells scope anew how often she was seen to do each act of a competency rightly. */
export async function keepPerformances(ctx: Context, staffId: string, code: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('competencies_competency')
    .select('acts')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', code)
    .executeTakeFirst();
  await keepActs(ctx, staffId, found?.acts ?? []);
}

/** The same of everybody who practised it, where it opens other acts than before. */
export async function keepPerformancesOfAll(
  ctx: Context,
  code: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const changed = [...before, ...after].filter((act) => !(before.includes(act) && after.includes(act)));
  if (changed.length === 0) return;
  const people = await ctx.db
    .selectFrom('competencies_practice')
    .select('staff_id')
    .distinct()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', code)
    .where('state', '=', 'confirmed')
    .execute();
  for (const { staff_id } of people) await keepActs(ctx, staff_id, changed);
}

/** One piece of work is one performance of an act, however many competencies it is practice of. */
async function keepActs(ctx: Context, staffId: string, acts: readonly string[]): Promise<void> {
  for (const act of acts) {
    const found = await sql<{ amount: number }>`
      SELECT count(DISTINCT w.resource)::int AS amount FROM competencies_practice w
      JOIN competencies_competency c ON c.clinic_id = w.clinic_id AND c.code = w.code AND ${act} = ANY (c.acts)
      WHERE w.clinic_id = ${ctx.clinic.id} AND w.staff_id = ${staffId} AND w.state = 'confirmed'
        AND NOT w.in_error`.execute(ctx.db);
    const what = { staffId, kind: 'performance', code: act, amount: found.rows[0]?.amount ?? 0 } as const;
    await saveAmount(ctx.db, ctx.clinic.id, { ...what, from: ctx.now, sourceId: ctx.newId() });
  }
  if (acts.length > 0) ctx.emit('scope.rightsChanged', {});
}

/**
 * How many confirmed practices are wanted before more of them ask nobody for a word: as many as the clinic asks for, or as
 * the law of its place counts. `c` is a row of `competencies_competency`.
 */
export const practicesWanted: RawBuilder<number> = sql`greatest(c.practices, coalesce((SELECT max(l.performances)
  FROM scope_law l WHERE l.clinic_id = c.clinic_id AND l.act = ANY (c.acts)), 0))`;

/** Whether the law of the place still counts on her practice, validated or not. @param practised so many so far */
export function lawWaits(practised: RawBuilder<number>): RawBuilder<boolean> {
  return sql`EXISTS (SELECT FROM scope_law l WHERE l.clinic_id = c.clinic_id AND l.act = ANY (c.acts)
    AND l.performances > ${practised})`;
}
