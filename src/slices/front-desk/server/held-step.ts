import type { Context } from '#platform/server/context.ts';
import { isMain, type MainStep, rankOf, type Step } from '../shared/steps.ts';

/**
 * Keeps a visit from going on to its end while a red flag is open, and remembers where it would have gone, the furthest
 * of all. What was done meanwhile stands: a payment taken is taken.
 * @returns whether it is held
 */
export async function holdBack(ctx: Context, visitId: string, step: MainStep): Promise<boolean> {
  const before = await heldStep(ctx, visitId);
  const furthest = before && rankOf(before) > rankOf(step) ? before : step;
  const held = await ctx.db
    .updateTable('front_desk_alert')
    .set({ held_step: furthest })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}

/** The furthest step from which a visit was held back and to which it has not gone yet, by whichever of its alerts. */
export async function heldStep(ctx: Context, visitId: string): Promise<MainStep | undefined> {
  const rows = await ctx.db
    .selectFrom('front_desk_alert')
    .select('held_step')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('held_step', 'is not', null)
    .execute();
  return rows
    .map((row) => row.held_step as Step)
    .filter(isMain)
    .toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

/** The visit goes on: what held it back is history, also for a red flag that is raised later. */
export async function letGo(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .updateTable('front_desk_alert')
    .set({ held_step: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('held_step', 'is not', null)
    .execute();
}
