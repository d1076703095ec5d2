import type { Verb } from '#platform/server/slice.ts';
import { addDays, dayRange, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { minutesOf } from '../shared/spans.ts';
import { daysFrom, loadAgenda } from './agenda.ts';
import { blocksOfDay, providersAsked } from './days.ts';
import { occupiesTime } from './rules.ts';

/** How many visits each day holds, how full the hours of the provider or of all are, and what shuts it. */
export const weekCounts: Verb<typeof scheduling, 'weekCounts'> = async (ctx, input) => {
  const { zone } = ctx.clinic;
  const toDay = addDays(input.fromDay, input.days - 1);
  const agenda = await loadAgenda(ctx, { fromDay: input.fromDay, toDay }, {});
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .select(['starts_at', 'ends_at', 'status', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('starts_at', '>=', dayRange(input.fromDay, zone).start)
    .where('starts_at', '<', dayRange(toDay, zone).end)
    .execute();
  const asked = input.practitionerId;
  const counted = rows.filter(
    (row) =>
      (occupiesTime(row.status) || row.status === 'fulfilled') && (!asked || row.practitioner_id === asked),
  );
  const byDay = Map.groupBy(counted, (row) => zonedDay(row.starts_at, zone));
  const providers = await providersAsked(ctx, asked);
  const days = daysFrom(input.fromDay, toDay).map((day) => {
    const visits = byDay.get(day) ?? [];
    const open = providers.flatMap((one) => agenda.openOf(one.practitionerId, day));
    return {
      day,
      booked: visits.length,
      closed: open.length === 0,
      openMinutes: minutesOf(open),
      bookedMinutes: minutesOf(
        visits.map((row) => ({ from: epochMsOf(row.starts_at), to: epochMsOf(row.ends_at) })),
      ),
      closures: agenda.hours.closures.filter((one) => one.day === day),
      blocks: blocksOfDay(agenda, providers, day, zone),
    };
  });
  return { days };
};
