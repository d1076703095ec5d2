import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { training } from '#slices/training/contract.ts';
import { mustPrecept } from '../people.ts';
import { mustFindOwn, mustFindPracticum, told } from './store.ts';

type Training = typeof training;

export const writeJournal: Verb<Training, 'writeJournal'> = async (ctx, input) => {
  const row = await mustFindOwn(ctx, input.practicumId);
  const { day, text } = input;
  if (day > today(ctx.clock, ctx.clinic.zone)) refuseField('day', 'training_field_notYet');
  if (input.journalId) {
    const stands = await mustFindJournal(ctx, input.practicumId, input.journalId);
    if (stands.handed_in_at) return ctx.fail('handedInAlready');
  }
  const journalId = input.journalId ?? ctx.newId();
  const values = { on_day: day, body: text, written_at: ctx.now };
  await ctx.db
    .insertInto('training_journal')
    .values({ clinic_id: ctx.clinic.id, journal_id: journalId, practicum_id: row.practicum_id, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'journal_id']).doUpdateSet(values))
    .execute();
  told(ctx, row);
  return { journalId };
};

export const handInJournal: Verb<Training, 'handInJournal'> = async (ctx, { practicumId, journalId }) => {
  const row = await mustFindOwn(ctx, practicumId);
  const stands = await mustFindJournal(ctx, practicumId, journalId);
  if (!stands.handed_in_at) await change(ctx, journalId, { handed_in_at: ctx.now });
  told(ctx, row);
  return {};
};

export const answerJournal: Verb<Training, 'answerJournal'> = async (ctx, input) => {
  const row = await mustFindPracticum(ctx, input.practicumId);
  await mustPrecept(ctx, row);
  const stands = await mustFindJournal(ctx, input.practicumId, input.journalId);
  // what is not handed in is not there for anybody else
  if (!stands.handed_in_at) return refuse('notFound', { type: 'Journal', id: input.journalId });
  await change(ctx, input.journalId, { comment: input.comment, comment_by: ctx.actor.name });
  told(ctx, row);
  return {};
};

async function mustFindJournal(ctx: Context, practicumId: string, journalId: string) {
  const row = await ctx.db
    .selectFrom('training_journal')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicumId)
    .where('journal_id', '=', journalId)
    .executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Journal', id: journalId });
}

type Change = { handed_in_at: string } | { comment: string; comment_by: string };

async function change(ctx: Context, journalId: string, values: Change): Promise<void> {
  await ctx.db
    .updateTable('training_journal')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('journal_id', '=', journalId)
    .execute();
}
