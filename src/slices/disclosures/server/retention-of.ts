import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { earliestDestruction } from '../shared/retention.ts';
import { holdsOf } from './holds.ts';
import { todayOf } from './patient.ts';
import { periodsOf } from './settings.ts';

/** Until when a chart is kept at least, and what keeps it. Nothing is destroyed by it. */
export const retentionOf: Verb<typeof disclosures, 'retentionOf'> = async (ctx, { patientId }) => {
  const { birthDate } = await cardOf(ctx, patientId);
  const holds = await holdsOf(ctx, patientId);
  const lastVisitOn = await lastVisitOf(ctx, patientId);
  const diedOn = await diedOnOf(ctx, patientId);
  const held = holds.some((one) => one.lifted === null);
  const found = earliestDestruction({ lastVisitOn, birthDate, diedOn, held }, await periodsOf(ctx));
  return { patientId, lastVisitOn: lastVisitOn ?? null, ...found, holds };
};

/** Visits that never were: they keep no chart. */
const notHeld = ['planned', 'cancelled', 'entered-in-error'];
/** More than are ever booked ahead for one patient. */
const lookBack = 200;

/** The clinic's day of the last visit that took place, whichever system wrote it; undefined where there was none. */
async function lastVisitOf(ctx: Context, patientId: string): Promise<string | undefined> {
  const visits = await ctx.record.search('Encounter', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    order: '-date',
    limit: lookBack,
  });
  const days = visits
    .filter((one) => !notHeld.includes(one.status))
    .flatMap(({ period }) => dayOf(ctx, period?.end ?? period?.start) ?? []);
  return days
    .filter((day) => day <= todayOf(ctx))
    .sort()
    .at(-1);
}

async function diedOnOf(ctx: Context, patientId: string): Promise<string | undefined> {
  const patient = await ctx.record.read('Patient', patientId);
  return dayOf(ctx, patient?.deceasedDateTime);
}

/** The clinic's day of a FHIR dateTime; its last day where only the month or the year is known. */
function dayOf(ctx: Context, at: string | undefined): string | undefined {
  if (!at) return undefined;
  if (at.includes('T')) return zonedDay(at, ctx.clinic.zone);
  const [year = '', month = '12', day] = at.split('-');
  if (day) return at;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
