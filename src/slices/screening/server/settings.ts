import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { screening } from '../contract.ts';
import { type Rule, startingRules } from '../shared/due.ts';

type Screening = typeof screening;

/** The clinic's rules, each as it starts where the clinic has not said otherwise. */
export async function rulesOf(ctx: Context): Promise<Rule[]> {
  const rows = await ctx.db
    .selectFrom('screening_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return startingRules.map((start) => {
    const row = rows.find((one) => one.code === start.code);
    if (!row) return start;
    return { code: start.code, on: row.active, fromYears: row.from_years, everyMonths: row.every_months };
  });
}

export const settings: Verb<Screening, 'settings'> = async (ctx) => ({ rules: await rulesOf(ctx) });

export const saveSettings: Verb<Screening, 'saveSettings'> = async (ctx, { rules }) => {
  if (new Set(rules.map((one) => one.code)).size < rules.length)
    refuseField('rules', 'screening_field_ruleTwice');
  for (const { code, on, fromYears, everyMonths } of rules) {
    const values = { active: on, from_years: fromYears, every_months: everyMonths };
    await ctx.db
      .insertInto('screening_setting')
      .values({ clinic_id: ctx.clinic.id, code, ...values })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(values))
      .execute();
  }
  ctx.note('screening.settingsChanged', { details: { rules } });
  ctx.emit('screening.settingsChanged', {});
  return { rules: await rulesOf(ctx) };
};
