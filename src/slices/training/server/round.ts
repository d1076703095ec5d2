import type { Context } from '#platform/server/context.ts';
import { addDays, dayRange, today } from '#platform/shared/time.ts';
import { reviewLeadDays } from '../shared/plan.ts';
import { aboutReview, mustFindPlan, type PlanRow, planRows, reviewsOf, settlePlan } from './plans/store.ts';
import { mustFindPracticum, practicaRows, settlePracticum } from './practicum/store.ts';
import { nameOf } from './practicum/tasks.ts';

/**
 * What comes of the clock and of competencies alone: topics that were earned, plans and practica that are complete by
 * it, and reviews that come near, once each.
 */
export async function makeRound(ctx: Context): Promise<void> {
  // in the order in which `logHours` holds them
  const byId = (await practicaRows(ctx)).toSorted((a, b) => (a.practicum_id < b.practicum_id ? -1 : 1));
  for (const { practicum_id, state } of byId) {
    if (state !== 'open') continue;
    await settlePracticum(ctx, await mustFindPracticum(ctx, practicum_id, { lock: true }));
  }
  for (const { plan_id, state } of await planRows(ctx)) {
    if (state !== 'open') continue;
    const row = await mustFindPlan(ctx, plan_id, { lock: true });
    if (!(await settlePlan(ctx, row))) await askForReviews(ctx, row);
  }
}

async function askForReviews(ctx: Context, row: PlanRow): Promise<void> {
  const until = addDays(today(ctx.clock, ctx.clinic.zone), reviewLeadDays);
  for (const review of await reviewsOf(ctx, row.plan_id)) {
    if (review.told_at || review.written_at || review.due_on > until) continue;
    await ctx.work.open({
      ...{ kind: 'training.review', subject: aboutReview(review), ownerId: row.preceptor_id },
      dueAt: dayRange(review.due_on, ctx.clinic.zone).end,
      params: {
        ...{ name: await nameOf(ctx, row.staff_id), days: String(review.days) },
        screen: `/work/precepting/plans/${row.plan_id}`,
      },
    });
    await ctx.db
      .updateTable('training_review')
      .set({ told_at: ctx.now })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('plan_id', '=', row.plan_id)
      .where('days', '=', review.days)
      .execute();
  }
}
