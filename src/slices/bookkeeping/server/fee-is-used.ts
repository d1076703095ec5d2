import type { Context } from '#platform/server/context.ts';

/** Whether a bill or a change to a visit's lines names this fee. */
export async function feeIsUsed(ctx: Context, code: string): Promise<boolean> {
  const line = await ctx.db
    .selectFrom('bookkeeping_bill_line')
    .select('fee_code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('fee_code', '=', code)
    .limit(1)
    .executeTakeFirst();
  if (line) return true;
  const adjusted = await ctx.db
    .selectFrom('bookkeeping_adjustment')
    .select('fee_code')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('fee_code', '=', code)
    .limit(1)
    .executeTakeFirst();
  return adjusted !== undefined;
}
