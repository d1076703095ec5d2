import type { ServiceRequest } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { today } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { orders } from '../contract.ts';
import { favouriteLabels } from './favourites.ts';
import { itemCode, patientReference } from './fhir-parts.ts';
import { cameOf } from './referral-answers.ts';
import { referralOf } from './referral-codec.ts';
import { orderKindSystem } from './systems.ts';

/** SNOMED's "patient referral", by which other systems say what a ServiceRequest is. */
const snomedReferral = 'http://snomed.info/sct|3457005';
/** What fits on a chart; the timeline has them all. */
const mostReferrals = 30;

export const patientReferrals: Verb<typeof orders, 'patientReferrals'> = async (ctx, { patientId }) => {
  const [, found] = await Promise.all([
    cardOf(ctx, patientId),
    ctx.record.search('ServiceRequest', {
      where: [
        { param: 'patient', ...patientReference(patientId) },
        { param: 'category', token: [`${orderKindSystem}|referral`, snomedReferral] },
      ],
      ...{ order: '-authored', limit: mostReferrals + 1 },
    }),
  ]);
  const shown: ServiceRequest[] = found.slice(0, mostReferrals);
  const references = shown.map(({ id }) => `ServiceRequest/${id}`);
  const [came, dueAt, labels] = await Promise.all([
    cameOf(ctx, patientId, references),
    dueOf(ctx, references),
    favouriteLabels(
      ctx,
      shown.map(({ code }) => itemCode(code)),
    ),
  ]);
  const referrals = shown.map((one) => {
    const reference = `ServiceRequest/${one.id}`;
    const label = labels.get(itemCode(one.code) ?? '')?.[ctx.language];
    return referralOf(one, {
      ...{ label, now: ctx.now, today: today(ctx.clock, ctx.clinic.zone), dueAt: dueAt.get(reference) },
      ...came.get(reference),
    });
  });
  return { patientId, referrals, more: found.length > mostReferrals };
};

/** When what still lies in somebody's work was to be done. */
async function dueOf(ctx: Context, references: readonly string[]): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('work_task')
    .select(['subject', 'due_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', sql<string>`ANY(${references})`)
    .where('state', '=', 'open')
    .where('kind', '=', 'orders.referral')
    .execute();
  return new Map(rows.flatMap(({ subject, due_at }) => (subject ? [[subject, due_at] as const] : [])));
}
