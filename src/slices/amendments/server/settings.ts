import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { amendments } from '../contract.ts';
import { type Clocks, type Span, startingClocks } from '../shared/law.ts';

type Amendments = typeof amendments;

/** The clinic's clocks, where the law of its country begins unless the clinic has set its own. */
export async function clocksOf(ctx: Context): Promise<Clocks> {
  const row = await ctx.db
    .selectFrom('amendments_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return startingClocks(ctx.clinic.country);
  return {
    answer: { amount: row.answer_amount, unit: row.answer_unit as Span['unit'] },
    extensionDays: row.extension_days,
  };
}

export const settings: Verb<Amendments, 'settings'> = (ctx) => clocksOf(ctx);

/** From here on for what comes in; a request that is here keeps the day that its patient was told. */
export const saveSettings: Verb<Amendments, 'saveSettings'> = async (ctx, { answer, extensionDays }) => {
  const values = {
    ...{ answer_amount: answer.amount, answer_unit: answer.unit, extension_days: extensionDays },
  };
  await ctx.db
    .insertInto('amendments_setting')
    .values({ clinic_id: ctx.clinic.id, ...values })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(values))
    .execute();
  ctx.note('amendments.settingsChanged', { details: { answer, extensionDays } });
  ctx.emit('amendments.settingsChanged', {});
  return clocksOf(ctx);
};
