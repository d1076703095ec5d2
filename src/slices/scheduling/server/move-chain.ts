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
import { endCalls } from './calls.ts';
import { cancelOne } from './cancel-booking.ts';
import { stands, visitsOfChain } from './chain-rows.ts';
import { agendaFor, timesIn } from './find-times.ts';
import { vacate } from './keeper.ts';
import { moveOne, openBooking, roomAfterMove, wishToMove } from './move-booking.ts';
import { nameKeptOf } from './name-kept.ts';
import { practitionerNames } from './own.ts';
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
  const own = visits.find((one) => one.visitId === input.visitId);
  if (!own) return refuse('notFound', { type: 'Appointment', id: input.visitId });
  const following = visits.filter((one) => one.step > own.step);
  // a step may go to where one that goes along stands now
  await vacate(
    ctx,
    following.filter(isOpen).map((one) => one.visitId),
  );
  const first = await moveOne(
    ctx,
    { ...input, outsideHours: false, breakDistances: false },
    { loose: 'next' },
  );
  const moved = [{ visitId: first.visitId, startsAt: first.startsAt, endsAt: first.endsAt }];
  let dayBefore = zonedDay(first.startsAt, ctx.clinic.zone);
  const shift = daysBetween(own.day, dayBefore);
  let endMs = epochMsOf(first.endsAt);
  for (const visit of following) {
    if (!isOpen(visit)) {
      // she came before the steps that lead here; the next one is measured from this day
      if (stands(visit)) dayBefore = visit.day;
      continue;
    }
    const done = await moveAfter(ctx, visit, { dayBefore, shift, endMs, why: input });
    if (!done) return ctx.fail('noTimeForStep', { step: visit.step, visitType: visit.visitType });
    dayBefore = done.day;
    endMs = epochMsOf(done.endsAt);
    moved.push({ visitId: visit.visitId, startsAt: done.startsAt, endsAt: done.endsAt });
  }
  return { patientId: first.patientId, moved };
};

const isOpen = ({ status }: ChainVisit) => status === 'booked' || status === 'pending';

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
  // a step that was called off measures nothing: the one after it goes as many days, with the play that it has anyway
  const isMeasured = visit.fromDay !== null;
  const shifted = addDays(visit.day, after.shift);
  const range = isMeasured
    ? { fromDay: addDays(after.dayBefore, chain.fromDays), toDay: addDays(after.dayBefore, chain.toDays) }
    : { fromDay: shifted, toDay: addDays(shifted, chain.toDays - chain.fromDays) };
  const type = await serviceOf(ctx, facts);
  const names = await practitionerNames(ctx, [practitionerId]);
  const provider = { practitionerId, name: names.get(practitionerId) ?? '' };
  const wish = await wishToMove(ctx, facts, type, [provider]);
  const times = timesIn(ctx, await agendaFor(ctx, wish, range), wish, range);
  const later = times.filter((time) => time.startMs >= after.endMs);
  const [found] = nearest(later, wantedMs(visit, after.shift, zone), 1);
  if (!found) return undefined;
  const to = { startsAt: instantText(found.startMs), endsAt: instantText(found.endMs) };
  const { reason, askedBy } = after.why;
  const roomId = await roomAfterMove(ctx, undefined, facts, wish, { practitionerId, ...to });
  await ctx.record.patch('Appointment', visit.visitId, (appointment) => {
    moveAppointment(appointment, { ...to, practitionerId, roomId });
    noteMove(appointment, { from: facts.startsAt, reason, askedBy });
  });
  await nameKeptOf(ctx, visit.visitId, type);
  await endCalls(ctx, visit.visitId);
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
    if (!isOpen(visit)) continue;
    if (visit.visitId !== input.visitId && epochMsOf(visit.startsAt) <= epochMsOf(ctx.now)) continue;
    const { lateCancel } = await cancelOne(ctx, { ...input, visitId: visit.visitId });
    cancelled.push({ visitId: visit.visitId, startsAt: visit.startsAt, lateCancel });
  }
  return { patientId: facts.patientIds[0] ?? null, cancelled };
};
