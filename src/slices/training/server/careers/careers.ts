import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { mustBeHere, peopleHere } from '../people.ts';
import { careerOf } from './gaps.ts';
import { allRungs } from './rungs.ts';

type Training = typeof training;

export const myCareer: Verb<Training, 'myCareer'> = async (ctx) => {
  return careerOf(ctx, await mustBeHere(ctx, ctx.actor.id));
};

export const career: Verb<Training, 'career'> = async (ctx, { staffId }) => {
  return careerOf(ctx, await mustBeHere(ctx, staffId));
};

export const careers: Verb<Training, 'careers'> = async (ctx) => {
  const people = [];
  for (const person of await peopleHere(ctx)) {
    const one = await careerOf(ctx, person);
    const goal = one.rungs.find((rung) => rung.code === one.goal);
    people.push({
      ...{ staffId: person.staffId, name: person.name, met: goal?.met ?? 0, of: goal?.gaps.length ?? 0 },
      ...(goal && { goal: goal.label }),
      waiting: one.background.filter((each) => !each.confirmedBy).length,
    });
  }
  return { people };
};

export const setGoal: Verb<Training, 'setGoal'> = async (ctx, { rung }) => {
  const mine = { clinic_id: ctx.clinic.id, staff_id: ctx.actor.id };
  if (rung === null) {
    await ctx.db
      .deleteFrom('training_goal')
      .where('clinic_id', '=', mine.clinic_id)
      .where('staff_id', '=', mine.staff_id)
      .execute();
  } else {
    const known = (await allRungs(ctx)).some((one) => one.code === rung && one.active);
    if (!known) return refuse('notFound', { type: 'Rung', id: rung });
    await ctx.db
      .insertInto('training_goal')
      .values({ ...mine, rung, set_at: ctx.now })
      .onConflict((conflict) =>
        conflict.columns(['clinic_id', 'staff_id']).doUpdateSet({ rung, set_at: ctx.now }),
      )
      .execute();
  }
  ctx.emit('training.changed', { staffId: ctx.actor.id });
  return {};
};
