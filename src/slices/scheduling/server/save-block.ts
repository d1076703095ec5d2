import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { bookingsBetween, stillOpen } from './load-bookings.ts';
import { ownPractitioners } from './own.ts';

/** Keeps a provider's time free (leave, a meeting). Answers with her visits under it; they stay until somebody moves them. */
export const saveBlock: Verb<typeof scheduling, 'saveBlock'> = async (ctx, input) => {
  const id = input.id ?? ctx.newId();
  if (epochMsOf(input.endsAt) <= epochMsOf(input.startsAt)) {
    refuseField('endsAt', 'scheduling_field_endBeforeStart');
  }
  if ((await ownPractitioners(ctx, [input.practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  await putBlock(ctx, id, input);
  const under = stillOpen(await bookingsBetween(ctx, input.startsAt, input.endsAt), ctx.now);
  return { id, touched: under.filter((one) => one.practitionerId === input.practitionerId) };
};

/** Writes a block and tells the screens; that the provider is the clinic's own and the stretch not turned round is judged before. */
export async function putBlock(
  ctx: Context,
  id: string,
  block: { practitionerId: string; startsAt: string; endsAt: string; reason: string },
): Promise<void> {
  const { practitionerId, startsAt, endsAt, reason } = block;
  const row = { practitioner_id: practitionerId, starts_at: startsAt, ends_at: endsAt, reason };
  await ctx.db
    .insertInto('scheduling_block')
    .values({ clinic_id: ctx.clinic.id, id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', { practitionerId });
}
