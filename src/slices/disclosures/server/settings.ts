import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { disclosures } from '../contract.ts';
import type { RetentionAction, StartEvent } from '../shared/codes.ts';
import { type Clocks, lawOf, type Span } from '../shared/law.ts';
import { type Period, startingPeriods } from '../shared/retention.ts';

type Disclosures = typeof disclosures;

/** The clinic's clocks, where the law of its country begins unless the clinic has set its own. */
export async function clocksOf(ctx: Context): Promise<Clocks> {
  const row = await ctx.db
    .selectFrom('disclosures_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return lawOf(ctx.clinic.country).clocks;
  return {
    access: { amount: row.access_amount, unit: row.access_unit as Span['unit'] },
    extensionDays: row.extension_days,
    other: { amount: row.other_amount, unit: row.other_unit as Span['unit'] },
    accountingYears: row.accounting_years,
  };
}

/** The clinic's retention periods, the same way. */
export async function periodsOf(ctx: Context): Promise<readonly Period[]> {
  const rows = await ctx.db
    .selectFrom('disclosures_retention')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .execute();
  if (rows.length === 0) return startingPeriods(ctx.clinic.country);
  return rows.map(({ code, label, basis, years, ...row }) => ({
    ...{ code, label, basis, years },
    start: row.start_event as StartEvent,
    action: row.action as RetentionAction,
  }));
}

export const settings: Verb<Disclosures, 'settings'> = async (ctx) => ({
  clocks: await clocksOf(ctx),
  periods: [...(await periodsOf(ctx))],
});

export const saveSettings: Verb<Disclosures, 'saveSettings'> = async (ctx, input) => {
  const { clocks, periods } = input;
  checkPeriods(periods);
  const clinic_id = ctx.clinic.id;
  const values = {
    ...{ access_amount: clocks.access.amount, access_unit: clocks.access.unit },
    ...{ other_amount: clocks.other.amount, other_unit: clocks.other.unit },
    ...{ extension_days: clocks.extensionDays, accounting_years: clocks.accountingYears },
  };
  await ctx.db
    .insertInto('disclosures_setting')
    .values({ clinic_id, ...values })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(values))
    .execute();
  await ctx.db.deleteFrom('disclosures_retention').where('clinic_id', '=', clinic_id).execute();
  await ctx.db
    .insertInto('disclosures_retention')
    .values(periods.map(({ start, ...one }, place) => ({ clinic_id, place, start_event: start, ...one })))
    .execute();
  ctx.note('disclosures.settingsChanged', { details: { clocks, periods } });
  ctx.emit('disclosures.settingsChanged', {});
  return settings(ctx, {});
};

/** Charts must have a period, each kind one, and one of the clinic's own a name. */
function checkPeriods(periods: readonly Period[]): void {
  if (!periods.some((one) => one.start === 'lastVisit'))
    refuseField('periods', 'disclosures_field_chartPeriod');
  const named = new Set(['chart', 'minorChart', 'disclosures', 'books', 'waivedTests', 'exposure']);
  periods.forEach(({ code, label, basis }, at) => {
    if (periods.findIndex((one) => one.code === code) < at)
      refuseField(`periods.${at}.code`, 'disclosures_field_periodTwice');
    if (label === '' && !named.has(code)) refuseField(`periods.${at}.label`, 'disclosures_field_labelNeeded');
    if (basis === '') refuseField(`periods.${at}.basis`, 'disclosures_field_basisNeeded');
  });
}
