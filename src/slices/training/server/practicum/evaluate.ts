import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { training } from '#slices/training/contract.ts';
import { mustPrecept } from '../people.ts';
import { aboutPracticum, mustFindOwn, mustFindPracticum, type PracticumRow, told } from './store.ts';

type Training = typeof training;

export const evaluate: Verb<Training, 'evaluate'> = async (ctx, input) => {
  const row = await mustFindPracticum(ctx, input.practicumId, { lock: true });
  await mustPrecept(ctx, row);
  const { moment, ratings, strengths, goals } = input;
  if (!(await write(ctx, row, { moment, ratings, strengths, goals }))) return ctx.fail('evaluatedAlready');
  await ctx.work.finish(aboutPracticum(row, moment), 'done');
  return {};
};

export const evaluateSite: Verb<Training, 'evaluateSite'> = async (
  ctx,
  { practicumId, ratings, comment },
) => {
  const row = await mustFindOwn(ctx, practicumId);
  const fresh = await write(ctx, row, { moment: 'site', ratings, strengths: comment, goals: '' });
  return fresh ? {} : ctx.fail('evaluatedAlready');
};

interface Evaluated {
  moment: 'mid' | 'end' | 'site';
  ratings: Record<string, number>;
  strengths: string;
  goals: string;
}

/** @returns false where it was evaluated at this moment already: what was signed is not written over */
async function write(ctx: Context, row: PracticumRow, { ratings, ...one }: Evaluated): Promise<boolean> {
  const written = await ctx.db
    .insertInto('training_evaluation')
    .values({
      ...{ clinic_id: ctx.clinic.id, practicum_id: row.practicum_id, ...one },
      ...{ ratings: JSON.stringify(ratings), by_id: ctx.actor.id, by_name: ctx.actor.name, at: ctx.now },
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'practicum_id', 'moment']).doNothing())
    .executeTakeFirst();
  if (!written.numInsertedOrUpdatedRows) return false;
  told(ctx, row);
  return true;
}
