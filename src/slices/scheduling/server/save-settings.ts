import type { Verb } from '#platform/server/slice.ts';
import type { scheduling } from '../contract.ts';

/** Changes what the clinic lays down for all bookings; it holds from the next one on. */
export const saveSettings: Verb<typeof scheduling, 'saveSettings'> = async (ctx, input) => {
  const row = {
    lead_minutes: input.leadMinutes,
    horizon_days: input.horizonDays,
    hold_minutes: input.holdMinutes,
    overbook_cap: input.overbookCap,
    roster_decides: input.rosterDecides,
  };
  await ctx.db
    .insertInto('scheduling_settings')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  return input;
};
