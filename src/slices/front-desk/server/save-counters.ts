import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { frontDesk } from '../contract.ts';
import { loadCounters } from './calls.ts';

/** The clinic's counters as a whole: one that is left out is kept for what was called there, and used no more. */
export const saveCounters: Verb<typeof frontDesk, 'saveCounters'> = async (ctx, { counters }) => {
  const names = counters.map((one) => one.name.toLowerCase());
  const doubled = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (doubled >= 0) refuseField(`counters.${doubled}.name`, 'frontDesk_field_sameCounter');
  await ctx.db
    .updateTable('front_desk_counter')
    .set({ active: false })
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  for (const { id = ctx.newId(), name } of counters) {
    await ctx.db
      .insertInto('front_desk_counter')
      .values({ clinic_id: ctx.clinic.id, id, name, active: true })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet({ name, active: true }))
      .execute();
  }
  ctx.emit('frontDesk.setupChanged', {});
  return { counters: await loadCounters(ctx) };
};
