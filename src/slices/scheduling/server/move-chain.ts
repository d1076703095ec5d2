import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import {
  addDays,
  dayRange,
  daysBetween,
  epochMsOf,
  Temporal,
  wallToInstant,
  zonedDay,
} from '#platform/shared/time.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import type { scheduling } from '../contract.ts';
import type { ChainVisit } from '../shared/chain-shapes.ts';
import { moveAppointment, noteMove } from './appointment.ts';
import { cancelOne } from './cancel-booking.ts';
import { visitsOfChain } from './chain-rows.ts';
import { agendaFor, timesIn } from './find-times.ts';
import { moveOne, openBooking, wishOfBooking } from './move-booking.ts';
import { nameKeptOf } from './name-kept.ts';
import { serviceOf } from './parts.ts';
import { nearest } from './rules.ts';

/**
 * Moves a step of a chain, and those after it as many days: each to the free time that is nearest to its old time of the
 * clock within its distance. All of them or none.
 */
export const moveChain: Verb<typeof scheduling, 'moveChain'> = async (ctx, input) => {
  const facts = await openBooking(ctx, input.visitId);
  if (!facts.chain) return ctx.fail('notInChain');
  const visits = await visitsOfChain(ctx, facts.chain.chainId, facts.patientIds[0]);
  const first = await moveOne(
    ctx,
    { ...input, outsideHours: false, breakDistances: false },
    { loose: 'next' },
  );
  const moved = [{ visitId: first.visitId, startsAt: first.startsAt, endsAt: first.endsAt }];
  const own = visits.find((one) => one.visitId === input.visitId);
  if (!own) return refuse('notFound', { type: 'Appointment', id: input.visitId });
  let dayBefore = zonedDay(first.startsAt, ctx.clinic.zone);
  const shift = daysBetween(own.day, dayBefore);
  let endMs = epochMsOf(first.endsAt);
  for (const visit of visits.filter((one) => one.step > own.step)) {
    if (visit.status !== 'booked' && visit.status !== 'pending') continue;
    const done = await moveAfter(ctx, visit, { dayBefore, shift, endMs, why: input });
    if (!done) return ctx.fail('noTimeForStep', { step: visit.step, visitType: visit.visitType });
    dayBefore = done.day;
    endMs = epochMsOf(done.endsAt);
    moved.push({ visitId: visit.visitId, startsAt: done.startsAt, endsAt: done.endsAt });
  }
  return { patientId: first.patientId, moved };
};

type Why = Pick<InputOf<typeof scheduling, 'moveChain'>, 'reason' | 'askedBy'>;

async function moveAfter(
  ctx: Context<'notOpen'>,
  visit: ChainVisit,
  after: { dayBefore: string; shift: number; endMs: number; why: Why },
): Promise<{ day: string; startsAt: string; endsAt: string } | undefined> {
  const facts = await openBooking(ctx, visit.visitId);
  const [practitionerId, chain] = [facts.practitionerIds[0], facts.chain];
  if (!practitionerId || !chain) return undefined;
  const { zone } = ctx.clinic;
  const range = {
    fromDay: addDays(after.dayBefore, chain.fromDays),
    toDay: addDays(after.dayBefore, chain.toDays),
  };
  const type = await serviceOf(ctx, facts);
  const wish = await wishOfBooking(ctx, facts, type, practitionerId);
  const times = timesIn(ctx, await agendaFor(ctx, wish, range), wish, range);
  const later = times.filter((time) => time.startMs >= after.endMs);
  const [found] = nearest(later, wantedMs(visit, after.shift, zone), 1);
  if (!found) return undefined;
  const to = { startsAt: instantText(found.startMs), endsAt: instantText(found.endMs) };
  const { reason, askedBy } = after.why;
  await ctx.record.patch('Appointment', visit.visitId, (appointment) => {
    moveAppointment(appointment, { ...to, practitionerId, roomId: found.roomId });
    noteMove(appointment, { from: facts.startsAt, reason, askedBy });
  });
  await nameKeptOf(ctx, visit.visitId, type);
  return { day: found.day, ...to };
}

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();

/** Its own time of the clock as many days later. */
function wantedMs(visit: ChainVisit, shift: number, zone: string): number {
  const wall = Temporal.Instant.from(visit.startsAt).toZonedDateTimeISO(zone);
  const day = addDays(visit.day, shift);
  const at = wallToInstant(day, wall.toPlainTime().toString(), zone, { disambiguation: 'earlier' });
  if ('instant' in at) return epochMsOf(at.instant);
  return epochMsOf('invalid' in at ? at.shiftedInstant : dayRange(day, zone).start);
}

/** Calls off a step of a chain: this one, this and those after it, or all that are still to come. */
export const cancelChain: Verb<typeof scheduling, 'cancelChain'> = async (ctx, input) => {
  const facts = await openBooking(ctx, input.visitId);
  const { chain } = facts;
  if (!chain) return ctx.fail('notInChain');
  const visits = await visitsOfChain(ctx, chain.chainId, facts.patientIds[0]);
  const inScope = {
    this: (one: ChainVisit) => one.visitId === input.visitId,
    following: (one: ChainVisit) => one.step >= chain.step,
    all: () => true,
  }[input.scope];
  const cancelled = [];
  for (const visit of visits.filter(inScope)) {
    if (visit.status !== 'booked' && visit.status !== 'pending') continue;
    if (visit.visitId !== input.visitId && epochMsOf(visit.startsAt) <= epochMsOf(ctx.now)) continue;
    const { lateCancel } = await cancelOne(ctx, { ...input, visitId: visit.visitId });
    cancelled.push({ visitId: visit.visitId, startsAt: visit.startsAt, lateCancel });
  }
  return { patientId: facts.patientIds[0] ?? null, cancelled };
};
