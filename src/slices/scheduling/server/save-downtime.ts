import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { bookingsBetween, stillOpen } from './load-bookings.ts';
import { mustBeOwnEquipment } from './own.ts';

/** Keeps equipment out of use (service, a repair). Answers with the visits that count on it; they stay until moved. */
export const saveDowntime: Verb<typeof scheduling, 'saveDowntime'> = async (ctx, input) => {
  const id = input.id ?? ctx.newId();
  if (epochMsOf(input.endsAt) <= epochMsOf(input.startsAt)) {
    refuseField('endsAt', 'scheduling_field_endBeforeStart');
  }
  await mustBeOwnEquipment(ctx, input.equipmentId);
  const row = {
    equipment_id: input.equipmentId,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    reason: input.reason,
  };
  await ctx.db
    .insertInto('scheduling_downtime')
    .values({ clinic_id: ctx.clinic.id, id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  const under = stillOpen(await bookingsBetween(ctx, input.startsAt, input.endsAt), ctx.now);
  const counts = under.filter((one) => one.equipment.some((device) => device.id === input.equipmentId));
  return { id, touched: counts };
};
