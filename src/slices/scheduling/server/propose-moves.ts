import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, epochMsOf, Temporal, zonedDay } from '#platform/shared/time.ts';
import type { Booking, FreeTime, scheduling } from '../contract.ts';
import { chooseTimes, distance, type MoveLine } from '../shared/mass-move.ts';
import { freeTimes } from './free-times.ts';
import { bookingsBetween, stillOpen } from './load-bookings.ts';
import { loadVisitType } from './load-setup.ts';
import { ownPractitioners } from './own.ts';
import { dayPartOf, isHere } from './rules.ts';

/** How far ahead another time is looked for; whoever would wait longer is put on the wait list or called. */
const aheadDays = 14;
const mostOptions = 12;

/**
 * A provider's visits within a stretch that she cannot see, each with the best other time or provider. What is proposed
 * for one is proposed for no other. Nothing is changed.
 */
export const proposeMoves: Verb<typeof scheduling, 'proposeMoves'> = async (ctx, input) => {
  const { practitionerId, startsAt, endsAt } = input;
  if (epochMsOf(endsAt) <= epochMsOf(startsAt)) refuseField('endsAt', 'scheduling_field_endBeforeStart');
  if ((await ownPractitioners(ctx, [practitionerId])).length === 0)
    refuseField('practitionerId', 'scheduling_field_notAProvider');
  const all = (await bookingsBetween(ctx, startsAt, endsAt)).filter(
    (one) => one.practitionerId === practitionerId && one.patientId !== null,
  );
  const open = stillOpen(all, ctx.now).filter((one) => epochMsOf(one.startsAt) > epochMsOf(ctx.now));
  const here = all.filter((one) => isHere(one.status));
  const visits: { booking: Booking; options: FreeTime[] }[] = [];
  for (const booking of open) visits.push({ booking, options: await optionsFor(ctx, booking, input) });
  const chosen = chooseTimes(visits);
  const lines: MoveLine[] = [
    ...visits.map(({ booking, options }, index) => ({
      ...{ ...booking, state: 'open' as const, options: options.slice(0, mostOptions) },
      choice: choiceOf(booking, chosen[index]),
    })),
    ...here.map((booking) => ({
      ...{ ...booking, state: 'here' as const, options: [], choice: { do: 'leave' as const } },
    })),
  ];
  // the one that is proposed stands among the options, however far down it was
  for (const [index, line] of lines.entries()) {
    const best = chosen[index];
    if (best && !line.options.some((one) => same(one, best))) line.options.push(best);
  }
  return { lines: lines.toSorted((a, b) => epochMsOf(a.startsAt) - epochMsOf(b.startsAt)) };
};

const same = (a: FreeTime, b: FreeTime) => a.practitionerId === b.practitionerId && a.startsAt === b.startsAt;

/** Without a time: the wait list, where one visit type says what she waits for; else a call. */
function choiceOf(booking: Booking, time: FreeTime | undefined): MoveLine['choice'] {
  if (time) return { do: 'move', practitionerId: time.practitionerId, startsAt: time.startsAt };
  return { do: booking.visitTypeCode && booking.parts.length === 0 ? 'waitlist' : 'call' };
}

/** Other times of a visit, the best first: scheduling's search, which knows type, skill, rooms and her own visits. */
async function optionsFor(
  ctx: Context,
  booking: Booking,
  away: { practitionerId: string; startsAt: string; endsAt: string },
): Promise<FreeTime[]> {
  const { visitTypeCode, patientId, practitionerId } = booking;
  const type = visitTypeCode ? await loadVisitType(ctx, visitTypeCode) : undefined;
  if (!type?.active || !patientId || !practitionerId) return [];
  const { zone } = ctx.clinic;
  const fromDay = zonedDay(booking.startsAt, zone);
  const { times } = await freeTimes(ctx, {
    ...{ visitTypeCode: type.code, patientId, visitId: booking.visitId, perPart: 20, moreTypeCodes: [] },
    ...{ fromDay, toDay: addDays(fromDay, aheadDays) },
  });
  const isAway = (time: FreeTime) =>
    time.practitionerId === away.practitionerId &&
    epochMsOf(time.startsAt) < epochMsOf(away.endsAt) &&
    epochMsOf(time.endsAt) > epochMsOf(away.startsAt);
  const startMs = epochMsOf(booking.startsAt);
  const { hour } = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone);
  const was = { startMs, practitionerId, part: dayPartOf(hour) };
  return times
    .filter((time) => !isAway(time))
    .toSorted((a, b) => distance(was, a) - distance(was, b) || epochMsOf(a.startsAt) - epochMsOf(b.startsAt))
    .slice(0, 60);
}
