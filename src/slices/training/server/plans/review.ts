import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, formatPlainDate, today } from '#platform/shared/time.ts';
import type { training } from '#slices/training/contract.ts';
import { reviewLeadDays } from '#slices/training/shared/plan.ts';
import { mustPrecept } from '../people.ts';
import { endNow, extendPlan } from './assign.ts';
import { aboutReview, mustFindPlan, reviewsOf, settlePlan, told } from './store.ts';

type Training = typeof training;

export const writeReview: Verb<Training, 'writeReview'> = async (ctx, input) => {
  const { planId, days, outcome, extendTo } = input;
  const row = await mustFindPlan(ctx, planId, { lock: true });
  await mustPrecept(ctx, row);
  const review = await mustFindReview(ctx, planId, days);
  if (review.written_at) return ctx.fail('writtenAlready');
  if (row.state !== 'open') return ctx.fail('planClosed');
  const first = addDays(review.due_on, -reviewLeadDays);
  if (today(ctx.clock, ctx.clinic.zone) < first)
    return ctx.fail('tooEarly', { day: formatPlainDate(first, localeFor(ctx.language)) });
  if (outcome === 'extend' && !extendTo) return refuseField('extendTo', 'training_field_extendTo');
  const { ratings, strengths, goals } = input;
  await change(ctx, planId, days, {
    ...{ ratings: JSON.stringify(ratings), strengths, goals, outcome },
    ...{ by_name: ctx.actor.name, written_at: ctx.now },
  });
  const reason = words(ctx.clinic.language, 'training_review_by', { days, name: ctx.actor.name });
  if (outcome === 'extend' && extendTo)
    await extendPlan(ctx, row, { endsOn: extendTo, field: 'extendTo', reason });
  if (outcome === 'end') await endNow(ctx, row, reason);
  await ctx.work.finish(aboutReview(review), 'done', 'training.review');
  await ctx.work.open({
    ...{ kind: 'training.countersign', subject: aboutReview(review), ownerId: row.staff_id },
    params: { days: String(days), screen: '/work/training' },
  });
  told(ctx, row);
  return {};
};

export const countersignReview: Verb<Training, 'countersignReview'> = async (ctx, { planId, days, note }) => {
  const row = await mustFindPlan(ctx, planId, { lock: true });
  if (row.staff_id !== ctx.actor.id) return refuse('notFound', { type: 'Plan', id: planId });
  const review = await mustFindReview(ctx, planId, days);
  if (!review.written_at) return ctx.fail('notWritten');
  // read twice is signed once, with the first word
  if (!review.signed_at) await change(ctx, planId, days, { signed_at: ctx.now, learner_note: note });
  await ctx.work.finish(aboutReview(review), 'done', 'training.countersign');
  told(ctx, row);
  return { closed: await settlePlan(ctx, row) };
};

async function mustFindReview(ctx: Context, planId: string, days: number) {
  const review = (await reviewsOf(ctx, planId)).find((one) => one.days === days);
  return review ?? refuse('notFound', { type: 'Review', id: `${planId}-${days}` });
}

type Change =
  | { signed_at: string; learner_note: string }
  | {
      ratings: string;
      strengths: string;
      goals: string;
      outcome: string;
      by_name: string;
      written_at: string;
    };

async function change(ctx: Context, planId: string, days: number, values: Change): Promise<void> {
  await ctx.db
    .updateTable('training_review')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId)
    .where('days', '=', days)
    .execute();
}
