import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { isMain, type MainStep, rankOf, type Step } from '../shared/steps.ts';
import { hasAlert } from './alerts.ts';
import type { VisitRefusal } from './refusals.ts';

/** What may hold a visit back, each with the column that says that it does so no more. */
const holders = [
  { table: 'front_desk_alert', ended: 'acknowledged_at', holds: sql`true` },
  { table: 'front_desk_mark', ended: 'ended_at', holds: sql`holds` },
] as const;

/** Why a visit may not go on to its end: a red flag nobody has seen to, or a critical value no clinician has heard. */
export async function whyHeld(ctx: Context, visitId: string): Promise<VisitRefusal | undefined> {
  if (await hasAlert(ctx, visitId)) return 'alertOpen';
  const mark = await ctx.db
    .selectFrom('front_desk_mark')
    .select('code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('holds', '=', true)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return mark && 'criticalUntold';
}

/**
 * Keeps a visit from going on to its end while something holds it, and remembers where it would have gone, the furthest
 * of all. What was done meanwhile stands: a payment taken is taken.
 * @returns whether it is held
 */
export async function holdBack(ctx: Context, visitId: string, step: MainStep): Promise<boolean> {
  const before = await heldStep(ctx, visitId);
  const furthest = before && rankOf(before) > rankOf(step) ? before : step;
  let held = false;
  for (const { table, ended, holds } of holders) {
    const { numAffectedRows } = await sql`
      UPDATE ${sql.table(table)} SET held_step = ${furthest}
      WHERE clinic_id = ${ctx.clinic.id} AND visit_id = ${visitId} AND ${sql.ref(ended)} IS NULL AND ${holds}`.execute(
      ctx.db,
    );
    held ||= (numAffectedRows ?? 0n) > 0n;
  }
  return held;
}

/** The furthest step from which a visit was held back and to which it has not gone yet, whatever held it. */
export async function heldStep(ctx: Context, visitId: string): Promise<MainStep | undefined> {
  const { rows } = await sql<{ held_step: Step }>`
    SELECT held_step FROM front_desk_alert
    WHERE clinic_id = ${ctx.clinic.id} AND visit_id = ${visitId} AND held_step IS NOT NULL
    UNION ALL SELECT held_step FROM front_desk_mark
    WHERE clinic_id = ${ctx.clinic.id} AND visit_id = ${visitId} AND held_step IS NOT NULL`.execute(ctx.db);
  return rows
    .map((row) => row.held_step)
    .filter(isMain)
    .toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

/** The visit goes on: what held it back is history, also for what comes to hold it later. */
export async function letGo(ctx: Context, visitId: string): Promise<void> {
  for (const { table } of holders) {
    await sql`
      UPDATE ${sql.table(table)} SET held_step = NULL
      WHERE clinic_id = ${ctx.clinic.id} AND visit_id = ${visitId} AND held_step IS NOT NULL`.execute(ctx.db);
  }
}
