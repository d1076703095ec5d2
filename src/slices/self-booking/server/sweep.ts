import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { endHold } from '#slices/scheduling/server/index.ts';
import { forgotten, matchTask, setRequest, subjectOf } from './request-rows.ts';

const dayMinutes = 24 * 60;
/** As long as the limits of a day may ask for them. */
const keptMinutes = 2 * dayMinutes;
const mostInARun = 200;

/** Lets go what nobody confirmed and forgets who asked; ends what nobody matched by the day after its time. */
export const sweep: ClinicJob = {
  name: 'selfBooking.sweep',
  cron: '* * * * *',
  async run(ctx) {
    await expire(ctx);
    await endUnmatched(ctx);
    await ctx.db
      .deleteFrom('self_booking_request')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('visit_id', 'is', null)
      .where('state', 'in', ['expired', 'cancelled', 'gone'])
      .where('asked_at', '<', addMinutes(ctx.now, -keptMinutes))
      .execute();
  },
};

async function expire(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('self_booking_request')
    .select(['id', 'hold_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'held')
    .where('until', '<=', ctx.now)
    .limit(mostInARun)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, hold_id } of rows) {
    if (hold_id) await endHold(ctx, hold_id);
    await setRequest(ctx, id, { state: 'expired', ended_at: ctx.now, ...forgotten });
  }
}

async function endUnmatched(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('self_booking_request')
    .select(['id', 'visit_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'booked')
    .where('starts_at', '<', addMinutes(ctx.now, -dayMinutes))
    .limit(mostInARun)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, visit_id } of rows) {
    await setRequest(ctx, id, { state: 'over', ended_at: ctx.now });
    if (visit_id) await ctx.work.finish(subjectOf(visit_id), 'cancelled', matchTask);
  }
}
