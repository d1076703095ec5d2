import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';

/** Equipment can be used again. One that is gone already is gone. */
export const removeDowntime: Verb<typeof scheduling, 'removeDowntime'> = async (ctx, { id }) => {
  await ctx.db
    .deleteFrom('scheduling_downtime')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  return {};
};
