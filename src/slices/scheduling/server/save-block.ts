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
  const row = {
    practitioner_id: input.practitionerId,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    reason: input.reason,
  };
  await ctx.db
    .insertInto('scheduling_block')
    .values({ clinic_id: ctx.clinic.id, id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', { practitionerId: input.practitionerId });
  const under = stillOpen(await bookingsBetween(ctx, input.startsAt, input.endsAt), ctx.now);
  return { id, touched: under.filter((one) => one.practitionerId === input.practitionerId) };
};
