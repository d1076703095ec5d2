import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { mustPrecept } from '../people.ts';
import { mustFindPlan, settlePlan, told } from './store.ts';

type Training = typeof training;
type Codes = 'ownLearning' | 'notPreceptor' | 'planClosed';

export const tickTopic: Verb<Training, 'tickTopic'> = async (ctx, { planId, topic, note }) => {
  const { row, one } = await mustTick(ctx, planId, topic);
  const label = one.label[ctx.language];
  // a skill is shown by its check-off, and a tick would be a way around it
  if (one.competency) return ctx.fail('earnedOnly', { label });
  await ctx.db
    .insertInto('training_tick')
    .values({
      ...{ clinic_id: ctx.clinic.id, plan_id: planId, topic, how: 'preceptor' },
      ...{ by_name: ctx.actor.name, at: ctx.now, note },
    })
    // ticked twice is ticked once, and stays the first one's
    .onConflict((conflict) => conflict.columns(['clinic_id', 'plan_id', 'topic']).doNothing())
    .execute();
  told(ctx, row);
  return { closed: await settlePlan(ctx, row) };
};

export const untickTopic: Verb<Training, 'untickTopic'> = async (ctx, { planId, topic }) => {
  const { row } = await mustTick(ctx, planId, topic);
  await ctx.db
    .deleteFrom('training_tick')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId)
    .where('topic', '=', topic)
    .where('how', '=', 'preceptor')
    .execute();
  told(ctx, row);
  return {};
};

async function mustTick(ctx: Context<Codes>, planId: string, topic: string) {
  const row = await mustFindPlan(ctx, planId, { lock: true });
  await mustPrecept(ctx, row);
  const one = row.topics.find((each) => each.topic === topic);
  if (!one) return refuse('notFound', { type: 'Topic', id: topic });
  if (row.state !== 'open') return ctx.fail('planClosed');
  return { row, one };
}
