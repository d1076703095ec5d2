import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { addDays, daysBetween } from '#platform/shared/time.ts';
import type { training } from '#slices/training/contract.ts';
import { weekEnds } from '#slices/training/shared/plan.ts';
import { mustBeHere, mustBePreceptor } from '../people.ts';
import { aboutReview, changePlanRow, mustFindPlan, reviewsOf, settlePlan, told } from './store.ts';

type Training = typeof training;

export const assignPlan: Verb<Training, 'assignPlan'> = async (ctx, input) => {
  const { staffId, preceptorId, startsOn } = input;
  await mustBeHere(ctx, staffId);
  await mustBePreceptor(ctx, preceptorId, staffId);
  const template = await ctx.db
    .selectFrom('training_template')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('code', '=', input.template)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!template) return refuse('notFound', { type: 'Template', id: input.template });
  const planId = ctx.newId();
  const written = await ctx.db
    .insertInto('training_plan')
    .values({
      ...{ clinic_id: ctx.clinic.id, plan_id: planId, staff_id: staffId, preceptor_id: preceptorId },
      ...{
        template: template.code,
        template_version: template.version,
        label_en: template.label_en,
        label_id: template.label_id,
      },
      ...{ topics: JSON.stringify(template.topics), starts_on: startsOn, state: 'open' },
      ends_on: weekEnds(startsOn, template.weeks),
    })
    // one of a kind at a time, also of two who give it at once
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!written.numInsertedOrUpdatedRows) return ctx.fail('planOpen');
  for (const days of template.review_days) await addReview(ctx, planId, startsOn, days);
  told(ctx, { staff_id: staffId });
  return { planId };
};

async function addReview(ctx: Context, planId: string, startsOn: string, days: number): Promise<void> {
  await ctx.db
    .insertInto('training_review')
    .values({ clinic_id: ctx.clinic.id, plan_id: planId, days, due_on: addDays(startsOn, days) })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'plan_id', 'days']).doNothing())
    .execute();
}

/** A later last day, with a review on it. @throws Refusal at `field` where it is not later */
export async function extendPlan(
  ctx: Context,
  row: { plan_id: string; staff_id: string; starts_on: string; ends_on: string },
  to: { endsOn: string; field: string; reason: string },
): Promise<void> {
  if (to.endsOn <= row.ends_on) refuseField(to.field, 'training_field_notLater', { day: row.ends_on });
  if (daysBetween(row.starts_on, to.endsOn) > mostDays) refuseField(to.field, 'training_field_tooLong');
  await changePlanRow(ctx, row, { ends_on: to.endsOn, extended_for: to.reason });
  await addReview(ctx, row.plan_id, row.starts_on, daysBetween(row.starts_on, to.endsOn));
}

const mostDays = 731;

export const changePlan: Verb<Training, 'changePlan'> = async (ctx, input) => {
  const row = await mustFindPlan(ctx, input.planId, { lock: true });
  if (row.state !== 'open') return ctx.fail('planClosed');
  await mustBePreceptor(ctx, input.preceptorId, row.staff_id);
  if (input.endsOn !== row.ends_on) {
    if (input.reason === '') refuseField('reason', 'training_field_extensionReason');
    await extendPlan(ctx, row, { endsOn: input.endsOn, field: 'endsOn', reason: input.reason });
  }
  if (input.preceptorId !== row.preceptor_id) {
    await changePlanRow(ctx, row, { preceptor_id: input.preceptorId });
    await askAnew(ctx, input.planId);
  }
  await settlePlan(ctx, await mustFindPlan(ctx, input.planId));
  return {};
};

/** What was asked of the preceptor before is asked of the next one at the next round. */
async function askAnew(ctx: Context, planId: string): Promise<void> {
  for (const review of await reviewsOf(ctx, planId)) {
    if (review.written_at) continue;
    await ctx.work.finish(aboutReview(review), 'cancelled', 'training.review');
    await ctx.db
      .updateTable('training_review')
      .set({ told_at: null })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('plan_id', '=', planId)
      .where('days', '=', review.days)
      .execute();
  }
}

export const endPlan: Verb<Training, 'endPlan'> = async (ctx, { planId, reason }) => {
  const row = await mustFindPlan(ctx, planId, { lock: true });
  if (row.state !== 'open') return ctx.fail('planClosed');
  await endNow(ctx, row, reason);
  return {};
};

/** Broken off: nothing more is asked of anybody, and what stands can be read. */
export async function endNow(
  ctx: Context,
  row: { plan_id: string; staff_id: string },
  reason: string,
): Promise<void> {
  await changePlanRow(ctx, row, { state: 'ended', ended_for: reason });
  for (const review of await reviewsOf(ctx, row.plan_id)) {
    await ctx.work.finish(aboutReview(review), 'cancelled', 'training.review');
  }
}
