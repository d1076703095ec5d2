import type { printing } from '#platform/shared/print-contract.ts';
import type { Verb } from '../slice.ts';

/** Papers that were printed there stay as they are; a drawer that was opened there keeps the name of its place. */
export const removeStation: Verb<typeof printing, 'removeStation'> = async (ctx, { stationId }) => {
  const removed = await ctx.db
    .deleteFrom('print_station')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', stationId)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) return ctx.fail('stationNotFound');
  ctx.emit('print.stationsChanged', { stationId });
  return {};
};
