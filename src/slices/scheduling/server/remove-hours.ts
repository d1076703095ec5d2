import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';

/** Takes a week plan away; an earlier plan of the same owner holds again. Bookings stay. */
export const removeHours: Verb<typeof scheduling, 'removeHours'> = async (ctx, { id }) => {
  await ctx.db
    .deleteFrom('scheduling_week')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  return {};
};
