import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { waitlist } from '../contract.ts';
import { writeWish } from './entry-codec.ts';
import { type EntryRow, entryRow } from './load-entries.ts';
import { labelOf, mustBeGood } from './wishes.ts';

/** Changes what somebody waits for; since when she waits stays. What was offered to her meanwhile is taken back. */
export const changeEntry: Verb<typeof waitlist, 'changeEntry'> = async (ctx, { entryId, ...wish }) => {
  const { patient_id: patientId } = await mustWait(ctx, entryId);
  const type = await mustBeGood(ctx, { ...wish, patientId });
  await ctx.record.patch('Appointment', entryId, (appointment) =>
    writeWish(appointment, { ...wish, patientId }, labelOf(ctx, type)),
  );
  return { entryId, patientId };
};

/** An entry that still waits; refuses `notFound` and `notWaiting`. */
export async function mustWait(ctx: Context<'notWaiting'>, entryId: string): Promise<EntryRow> {
  const row = await entryRow(ctx, entryId);
  if (!row) return refuse('notFound', { type: 'Appointment', id: entryId });
  return row.state === 'waiting' ? row : ctx.fail('notWaiting');
}
