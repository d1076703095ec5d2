import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';

/** Opens a closed day again. */
export const removeClosure: Verb<typeof scheduling, 'removeClosure'> = async (ctx, { id }) => {
  await ctx.db
    .deleteFrom('scheduling_closure')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  return {};
};
