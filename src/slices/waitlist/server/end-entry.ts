import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import { setEntry } from './offers.ts';

/**
 * Takes an entry off the list: its Appointment is cancelled with the reason in words, and what is open of it ends.
 * Refuses `conflict` where it waits no more, since it may be somebody's booking by now.
 */
export async function endEntry(
  ctx: Context,
  entryId: string,
  state: 'moved' | 'expired' | 'takenOff',
  reason: string,
): Promise<void> {
  await ctx.record.patch('Appointment', entryId, (appointment) => {
    if (appointment.status !== 'waitlist') refuse('conflict');
    appointment.status = 'cancelled';
    appointment.cancelationReason = { text: reason };
  });
  await setEntry(ctx, entryId, { state, ended_at: ctx.now, end_reason: reason });
}
