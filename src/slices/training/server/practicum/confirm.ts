import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { training } from '#slices/training/contract.ts';
import { hundredthsOf } from '#slices/training/shared/hours.ts';
import { mustPrecept } from '../people.ts';
import { keepTraining } from '../subjects.ts';
import {
  minutesOfAll,
  mustFindPracticum,
  noMinutes,
  type PracticumRow,
  settlePracticum,
  told,
} from './store.ts';
import { askForEvaluations, askPreceptor, declinedSubject } from './tasks.ts';
import { hoursRow } from './view.ts';

type Training = typeof training;
type Codes = 'ownLearning' | 'notPreceptor' | 'practicumClosed' | 'withdrawnAlready';

export const confirmHours: Verb<Training, 'confirmHours'> = async (ctx, { practicumId, entryId }) => {
  const { row, entry } = await toDecide(ctx, practicumId, entryId);
  // confirmed twice is counted once
  if (entry.state !== 'confirmed') {
    if (row.state !== 'open') return ctx.fail('practicumClosed');
    await decide(ctx, entryId, 'confirmed', '');
    await keepTraining(ctx, row.staff_id, entry.subject);
    await askPreceptor(ctx, row);
    await askForEvaluations(ctx, row);
    told(ctx, row);
  }
  const complete = await settlePracticum(ctx, row);
  const { confirmed } = (await minutesOfAll(ctx, practicumId)).get(practicumId) ?? noMinutes;
  return { confirmedHundredths: hundredthsOf(confirmed), complete };
};

export const declineHours: Verb<Training, 'declineHours'> = async (ctx, { practicumId, entryId, reason }) => {
  const { row, entry } = await toDecide(ctx, practicumId, entryId);
  if (row.state !== 'open') return ctx.fail('practicumClosed');
  await decide(ctx, entryId, 'declined', reason);
  await keepTraining(ctx, row.staff_id, entry.subject);
  await askPreceptor(ctx, row);
  await ctx.work.open({
    ...{ kind: 'training.hoursDeclined', subject: declinedSubject(row), ownerId: row.staff_id },
    params: { name: ctx.actor.name, screen: '/work/training' },
  });
  told(ctx, row);
  return {};
};

async function toDecide(ctx: Context<Codes>, practicumId: string, entryId: string) {
  const row: PracticumRow = await mustFindPracticum(ctx, practicumId, { lock: true });
  await mustPrecept(ctx, row);
  const entry =
    (await hoursRow(ctx, practicumId, entryId)) ?? refuse('notFound', { type: 'Hours', id: entryId });
  // declined hours stay so: she logs them anew, and they overlap with nothing meanwhile
  if (entry.state === 'withdrawn' || entry.state === 'declined') return ctx.fail('withdrawnAlready');
  return { row, entry };
}

async function decide(ctx: Context, entryId: string, state: 'confirmed' | 'declined', reason: string) {
  await ctx.db
    .updateTable('training_hours')
    .set({
      ...{ state, decided_at: ctx.now, decided_by_id: ctx.actor.id, decided_by: ctx.actor.name },
      decided_for: reason,
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('entry_id', '=', entryId)
    .execute();
}
