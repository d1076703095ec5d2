import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { addMonths } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { disclosureView } from './log-disclosure.ts';
import { todayOf } from './patient.ts';
import { clocksOf } from './settings.ts';

type Disclosures = typeof disclosures;
type Accounting = OutputOf<Disclosures, 'accounting'>;

export const accounting: Verb<Disclosures, 'accounting'> = async (ctx, { patientId }) => {
  await cardOf(ctx, patientId);
  return accountingOf(ctx, patientId);
};

/** What left by law in the years that the clinic answers for, the oldest first. */
export async function accountingOf(ctx: Context, patientId: string): Promise<Accounting> {
  const toOn = todayOf(ctx);
  const fromOn = addMonths(toOn, -12 * (await clocksOf(ctx)).accountingYears);
  const found = await ctx.db
    .selectFrom('disclosures_disclosure')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .where('disclosed_on', '>=', fromOn)
    .orderBy('disclosed_on')
    .orderBy('id')
    .execute();
  const lastGivenOn = await lastGiven(ctx, patientId);
  return {
    ...{ patientId, fromOn, toOn, lastGivenOn },
    rows: found.map(disclosureView).filter((one) => one.counted),
    free: lastGivenOn === null || addMonths(lastGivenOn, 12) <= toOn,
  };
}

async function lastGiven(ctx: Context, patientId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('disclosures_given')
    .select('given_on')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('given_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.given_on ?? null;
}
