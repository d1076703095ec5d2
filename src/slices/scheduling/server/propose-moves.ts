import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, epochMsOf, Temporal, zonedDay } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { languagesOf } from '#slices/workforce/server/index.ts';
import type { Booking, FreeTime, Provider, scheduling } from '../contract.ts';
import { chooseTimes, distance, type MoveLine } from '../shared/mass-move.ts';
import { factsOf } from './appointment.ts';
import { freeTimeOf } from './find-times.ts';
import { timesToMove, unsuitedNow } from './free-times.ts';
import { bookingsBetween, stillOpen } from './load-bookings.ts';
import { loadProviders, ownPractitioners } from './own.ts';
import { isGivenBy, serviceOf } from './parts.ts';
import { dayPartOf, isHere } from './rules.ts';

/** How far ahead another time is looked for; whoever would wait longer is put on the wait list or called. */
const aheadDays = 14;
const mostOptions = 12;
/** As many as one act moves: the nearest may all be proposed to others. */
const mostWeighed = 200;

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
  const providers = await loadProviders(ctx);
  const speaks = await whoSpeaks(ctx, open, providers);
  for (const booking of open) {
    visits.push({ booking, options: await optionsFor(ctx, booking, { away: input, providers, speaks }) });
  }
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

type Speaks = (patientId: string, practitionerId: string) => boolean;

/** Whether a provider is known to speak the language that a patient asked for. */
async function whoSpeaks(
  ctx: Context,
  bookings: readonly Booking[],
  providers: readonly Provider[],
): Promise<Speaks> {
  const cards = await patientCard(
    ctx,
    bookings.flatMap((one) => one.patientId ?? []),
  );
  const spoken = await languagesOf(
    ctx,
    providers.map((one) => one.practitionerId),
  );
  return (patientId, practitionerId) => {
    const [wanted] = cards.get(patientId)?.language?.toLowerCase().split('-') ?? [];
    return wanted !== undefined && (spoken.get(practitionerId)?.includes(wanted) ?? false);
  };
}

/**
 * Other times of a visit, the best first: scheduling's search, which knows type, skill, rooms and her own visits. The
 * search is asked itself, since the earliest of each part of a day, which is what the desk is shown, need not be the nearest.
 */
async function optionsFor(
  ctx: Context,
  booking: Booking,
  given: {
    away: { practitionerId: string; startsAt: string; endsAt: string };
    providers: readonly Provider[];
    speaks: Speaks;
  },
): Promise<FreeTime[]> {
  const { patientId, practitionerId } = booking;
  const { away, speaks } = given;
  const facts = factsOf(await ctx.record.mustRead('Appointment', booking.visitId));
  const type = facts && (await serviceOf(ctx, facts));
  if (!type?.active || !facts || !patientId || !practitionerId) return [];
  const { zone } = ctx.clinic;
  const fromDay = zonedDay(booking.startsAt, zone);
  if (await unsuitedNow(ctx, type, patientId, fromDay)) return [];
  const givers = given.providers.filter((one) => isGivenBy(type, one.practitionerId));
  const range = { fromDay, toDay: addDays(fromDay, aheadDays) };
  const times = (await timesToMove(ctx, { facts, type }, givers, range)).map((one) => freeTimeOf(one, zone));
  const isAway = (time: FreeTime) =>
    time.practitionerId === away.practitionerId &&
    epochMsOf(time.startsAt) < epochMsOf(away.endsAt) &&
    epochMsOf(time.endsAt) > epochMsOf(away.startsAt);
  const startMs = epochMsOf(booking.startsAt);
  const { hour } = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone);
  const was = { startMs, practitionerId, part: dayPartOf(hour) };
  return times
    .filter((time) => !isAway(time))
    .map((time) => ({ time, far: distance(was, time), foreign: !speaks(patientId, time.practitionerId) }))
    .toSorted(
      (a, b) =>
        a.far - b.far ||
        Number(a.foreign) - Number(b.foreign) ||
        epochMsOf(a.time.startsAt) - epochMsOf(b.time.startsAt),
    )
    .slice(0, mostWeighed)
    .map(({ time }) => time);
}
