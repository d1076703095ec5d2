import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Plan, training } from '#slices/training/contract.ts';
import { practicaRows } from '../practicum/store.ts';
import { linesOf } from '../practicum/view.ts';
import { mustFindPlan, planRows } from './store.ts';
import { planLines, planView } from './view.ts';

type Training = typeof training;

export const plans: Verb<Training, 'plans'> = async (ctx) => {
  return { plans: await planLines(ctx, await planRows(ctx)) };
};

export const plan: Verb<Training, 'plan'> = async (ctx, { planId }) => {
  return planView(ctx, await mustFindPlan(ctx, planId));
};

export const myPlans: Verb<Training, 'myPlans'> = async (ctx) => {
  const shown: Plan[] = [];
  for (const row of await planRows(ctx, { learnerId: ctx.actor.id })) shown.push(await planView(ctx, row));
  return { plans: shown };
};

export const learnerPlan: Verb<Training, 'learnerPlan'> = async (ctx, { planId }) => {
  const row = await mustFindPlan(ctx, planId);
  if (row.preceptor_id !== ctx.actor.id) return refuse('notFound', { type: 'Plan', id: planId });
  return planView(ctx, row);
};

export const myLearners: Verb<Training, 'myLearners'> = async (ctx) => {
  const mine = { preceptorId: ctx.actor.id };
  return {
    practica: await linesOf(ctx, await practicaRows(ctx, mine)),
    plans: await planLines(ctx, await planRows(ctx, mine)),
  };
};
