import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { intake } from '../contract.ts';
import { type Rule, startingRules } from '../shared/due.ts';

/** The clinic's rules in the order of speech, each as it starts where the clinic has not said otherwise. */
export async function rulesOf(ctx: Context): Promise<Rule[]> {
  const rows = await ctx.db
    .selectFrom('intake_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return startingRules.map((start) => {
    const row = rows.find(({ topic }) => topic === start.topic);
    if (!row) return start;
    return { topic: start.topic, on: row.active, everyDays: row.every_days, fromYears: row.from_years };
  });
}

export const settings: Verb<typeof intake, 'settings'> = async (ctx) => ({ rules: await rulesOf(ctx) });

export const saveSettings: Verb<typeof intake, 'saveSettings'> = async (ctx, { rules }) => {
  if (new Set(rules.map(({ topic }) => topic)).size < rules.length)
    refuseField('rules', 'intake_field_ruleTwice');
  for (const { topic, on, everyDays, fromYears } of rules) {
    const values = { active: on, every_days: everyDays, from_years: fromYears };
    await ctx.db
      .insertInto('intake_setting')
      .values({ clinic_id: ctx.clinic.id, topic, ...values })
      .onConflict((same) => same.columns(['clinic_id', 'topic']).doUpdateSet(values))
      .execute();
  }
  ctx.note('intake.settingsChanged', { details: { rules } });
  ctx.emit('intake.settingsChanged', {});
  return { rules: await rulesOf(ctx) };
};
