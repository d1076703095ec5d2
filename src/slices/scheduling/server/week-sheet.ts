import type { Verb } from '#platform/server/slice.ts';
import { addDays, dayRange, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { joined } from '../shared/spans.ts';
import { daysFrom, loadAgenda } from './agenda.ts';
import { blocksOfDay, providersAsked } from './days.ts';
import { holdsBetween } from './holds.ts';
import { bookingsBetween } from './load-bookings.ts';

/** Up to seven days of one provider, or of all, with their visits, what is held and why they are shut. */
export const weekSheet: Verb<typeof scheduling, 'weekSheet'> = async (ctx, input) => {
  const { zone } = ctx.clinic;
  const toDay = addDays(input.fromDay, input.days - 1);
  const [from, to] = [dayRange(input.fromDay, zone).start, dayRange(toDay, zone).end];
  const agenda = await loadAgenda(ctx, { fromDay: input.fromDay, toDay }, {});
  const providers = await providersAsked(ctx, input.practitionerId);
  const asked = input.practitionerId;
  const bookings = (await bookingsBetween(ctx, from, to)).filter(
    (one) =>
      !asked ||
      one.practitionerId === asked ||
      one.assistants.some(({ practitionerId }) => practitionerId === asked),
  );
  const holds = (await holdsBetween(ctx, from, to)).filter((one) => !asked || one.practitionerId === asked);
  const days = daysFrom(input.fromDay, toDay).map((day) => {
    const range = dayRange(day, zone);
    const beginsIn = (one: { startsAt: string }) =>
      epochMsOf(one.startsAt) >= epochMsOf(range.start) && epochMsOf(one.startsAt) < epochMsOf(range.end);
    const open = joined(providers.flatMap((one) => agenda.openOf(one.practitionerId, day)));
    return {
      day,
      closures: agenda.hours.closures.filter((one) => one.day === day),
      open: open.map((span) => ({ startsAt: instantOf(span.from), endsAt: instantOf(span.to) })),
      blocks: blocksOfDay(agenda, providers, day, zone),
      bookings: bookings.filter(beginsIn),
      holds: holds.filter(beginsIn),
    };
  });
  return { days };
};
