import type { Context } from '#platform/server/context.ts';
import { careToOf } from '#slices/workforce/shared/delegable.ts';

/** Jobs to which acts of care may be delegated: the clinic's own list, or its country's. */
export async function careToHere(ctx: Context): Promise<readonly string[]> {
  const own = await ctx.db
    .selectFrom('workforce_delegable')
    .select('care_to')
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  return own?.care_to ?? careToOf(ctx.clinic.country);
}
