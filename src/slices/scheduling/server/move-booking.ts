import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import type { ErrorOf, InputOf } from '#platform/shared/contract.ts';
import { minutesBetween, zonedDay } from '#platform/shared/time.ts';
import type { Provider, scheduling } from '../contract.ts';
import { spanOf } from './agenda.ts';
import { type Facts, factsOf, moveAppointment, noteMove } from './appointment.ts';
import { given, hasSameDay } from './book-visit.ts';
import { endCalls } from './calls.ts';
import { requireDistances } from './chain-distance.ts';
import { instantWanted, requireBookable } from './check-time.ts';
import type { Wish } from './find-times.ts';
import { loadRooms } from './load-setup.ts';
import { nameKeptOf } from './name-kept.ts';
import { placed } from './numbers.ts';
import { type Service, serviceOf } from './parts.ts';
import { mustBeOwnRoom, ownPractitioners, practitionerNames } from './own.ts';
import { chooseRoom, mustGive } from './take-time.ts';
import { wishOf } from './wish.ts';

/** Gives a booking another time, provider or room in one change: same id, sequence one higher. */
export const moveBooking: Verb<typeof scheduling, 'moveBooking'> = (ctx, input) => moveOne(ctx, input);

/**
 * The same for one of several that are moved together.
 * @param options.loose of a step of a chain: the next step goes along, so its distance is not asked for
 */
export async function moveOne(
  ctx: Context<ErrorOf<typeof scheduling, 'moveBooking'>>,
  input: InputOf<typeof scheduling, 'moveBooking'>,
  options: { loose?: 'next' } = {},
) {
  const facts = await openBooking(ctx, input.visitId);
  const practitionerId = input.practitionerId ?? facts.practitionerIds[0];
  const patientId = facts.patientIds[0];
  if (!patientId) return refuse('notFound', { type: 'Patient' });
  if (!practitionerId || (await ownPractitioners(ctx, [practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  if (input.roomId) await mustBeOwnRoom(ctx, input.roomId);
  const type = await serviceOf(ctx, facts);
  if (type && practitionerId !== facts.practitionerIds[0]) await mustGive(ctx, type, practitionerId);
  const wish = await wishOfBooking(ctx, facts, type, practitionerId);
  const wantedAt = await instantWanted(ctx, input.when, wish);
  const { startsAt, endsAt } = await placed(ctx, practitionerId, wantedAt, wish.durationMinutes);
  const at = { practitionerId, patientId, startsAt, endsAt };
  await requireBookable(ctx, wish, at, { type, outsideHours: input.outsideHours });
  if (!input.breakDistances) {
    await requireDistances(ctx, facts, zonedDay(startsAt, ctx.clinic.zone), options.loose);
  }
  const roomId = await roomAfterMove(ctx, input.roomId, facts, wish, { practitionerId, startsAt, endsAt });
  const moved = await ctx.record.patch('Appointment', input.visitId, (appointment) => {
    moveAppointment(appointment, { startsAt, endsAt, practitionerId, roomId });
    noteMove(appointment, { from: facts.startsAt, reason: input.reason, askedBy: input.askedBy });
  });
  await nameKeptOf(ctx, input.visitId, type);
  await endCalls(ctx, input.visitId);
  const { visitTypeCode } = facts;
  const sameDay = await hasSameDay(ctx, { visitId: input.visitId, patientId, visitTypeCode, startsAt });
  const sequence = factsOf(moved)?.sequence ?? 0;
  const { number } = await given(ctx, input.visitId);
  const visit = { visitId: input.visitId, patientId, practitionerId, roomId, startsAt, endsAt };
  return { ...visit, sequence, sameDay, number };
}

/** The booking, when it still lies ahead of its patient's arrival; refuses `notFound` and `notOpen`. */
export async function openBooking(ctx: Context<'notOpen'>, visitId: string): Promise<Facts> {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  if (facts.status !== 'booked' && facts.status !== 'pending') return ctx.fail('notOpen');
  return facts;
}

/** The search for another time of a booking; it does not stand in its own way. */
export async function wishOfBooking(
  ctx: Context,
  facts: Facts,
  type: Service | undefined,
  practitionerId: string,
): Promise<Wish> {
  const names = await practitionerNames(ctx, [practitionerId]);
  return wishOf(ctx, {
    type,
    durationMinutes: await lengthElsewhere(ctx, facts, type),
    providers: [{ practitionerId, name: names.get(practitionerId) ?? '' }],
    patientId: facts.patientIds[0],
    visitId: facts.visitId,
  });
}

/** The same with any of several providers, at times when a room that was chosen by hand is free too. */
export async function wishToMove(
  ctx: Context,
  facts: Facts,
  type: Service | undefined,
  providers: readonly Provider[],
): Promise<Wish> {
  const [had] = facts.roomIds;
  // parts with rooms of their own have them chosen anew
  const keeps = had !== undefined && !type?.parts?.some((one) => one.roomKind);
  return wishOf(ctx, {
    type,
    durationMinutes: await lengthElsewhere(ctx, facts, type),
    providers,
    patientId: facts.patientIds[0],
    visitId: facts.visitId,
    rooms: keeps ? (await loadRooms(ctx)).filter((room) => room.id === had) : [],
  });
}

/** A visit keeps its length; one that had a number had only its share of the session. */
async function lengthElsewhere(ctx: Context, facts: Facts, type: Service | undefined): Promise<number> {
  const kept = minutesBetween(facts.startsAt, facts.endsAt);
  if (!type) return kept;
  return (await given(ctx, facts.visitId)).number === null ? kept : type.durationMinutes;
}

/** The room that was asked for; else the one it had, while that is free; else another of its kind. */
export async function roomAfterMove(
  ctx: Context,
  asked: string | null | undefined,
  facts: Facts,
  wish: Wish,
  visit: { practitionerId: string; startsAt: string; endsAt: string },
): Promise<string | null> {
  if (asked !== undefined) return asked;
  // each part keeps its own, which is chosen anew
  if (wish.parts?.some((one) => one.rooms.length > 0)) return null;
  const had = facts.roomIds[0];
  if (!had) return chooseRoom(ctx, wish, visit.practitionerId, spanOf(visit));
  // the room she had comes first in the list, so it is taken while it is free
  const own = (await loadRooms(ctx)).filter((room) => room.id === had);
  const rooms = [...own, ...wish.rooms.filter((room) => room.id !== had)];
  return chooseRoom(ctx, { ...wish, rooms }, visit.practitionerId, spanOf(visit));
}
