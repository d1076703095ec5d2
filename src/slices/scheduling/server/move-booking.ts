import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { addMinutes, minutesBetween } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { type Facts, factsOf, moveAppointment } from './appointment.ts';
import { hasSameDay } from './book-visit.ts';
import { instantWanted, requireOpen } from './check-time.ts';
import { roomsFor, type Wish } from './find-times.ts';
import { loadRooms, loadVisitType } from './load-setup.ts';
import { mustBeOwnRoom, ownPractitioners, practitionerNames } from './own.ts';
import { chooseRoom } from './take-time.ts';

/** Gives a booking another time, provider or room in one change: same id, sequence one higher. */
export const moveBooking: Verb<typeof scheduling, 'moveBooking'> = async (ctx, input) => {
  const facts = await openBooking(ctx, input.visitId);
  const practitionerId = input.practitionerId ?? facts.practitionerIds[0];
  const patientId = facts.patientIds[0];
  if (!patientId) return refuse('notFound', { type: 'Patient' });
  if (!practitionerId || (await ownPractitioners(ctx, [practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  if (input.roomId) await mustBeOwnRoom(ctx, input.roomId);
  const startsAt = instantWanted(ctx, input.when);
  const wish = await wishOfBooking(ctx, facts, practitionerId);
  const endsAt = addMinutes(startsAt, wish.durationMinutes);
  await requireOpen(ctx, wish, { practitionerId, startsAt, endsAt }, input.outsideHours);
  const roomId = await roomAfterMove(ctx, input.roomId, facts, wish, { practitionerId, startsAt, endsAt });
  const moved = await ctx.record.patch('Appointment', input.visitId, (appointment) =>
    moveAppointment(appointment, { startsAt, endsAt, practitionerId, roomId }),
  );
  const { visitTypeCode } = facts;
  const sameDay = await hasSameDay(ctx, { visitId: input.visitId, patientId, visitTypeCode, startsAt });
  const sequence = factsOf(moved)?.sequence ?? 0;
  return { visitId: input.visitId, patientId, practitionerId, roomId, startsAt, endsAt, sequence, sameDay };
};

/** The booking, when it still lies ahead of its patient's arrival; refuses `notFound` and `notOpen`. */
export async function openBooking(ctx: Context<'notOpen'>, visitId: string): Promise<Facts> {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  if (facts.status !== 'booked' && facts.status !== 'pending') return ctx.fail('notOpen');
  return facts;
}

/** The search for another time of a booking; it does not stand in its own way. */
async function wishOfBooking(ctx: Context, facts: Facts, practitionerId: string): Promise<Wish> {
  const type = facts.visitTypeCode ? await loadVisitType(ctx, facts.visitTypeCode) : undefined;
  const names = await practitionerNames(ctx, [practitionerId]);
  return {
    durationMinutes: minutesBetween(facts.startsAt, facts.endsAt),
    buffers: type,
    providers: [{ practitionerId, name: names.get(practitionerId) ?? '' }],
    rooms: type ? await roomsFor(ctx, type) : [],
    patientId: facts.patientIds[0],
    exceptVisitId: facts.visitId,
  };
}

/** The room that was asked for; else the one it had, while that is free; else another of its kind. */
async function roomAfterMove(
  ctx: Context,
  asked: string | null | undefined,
  facts: Facts,
  wish: Wish,
  visit: { practitionerId: string; startsAt: string; endsAt: string },
): Promise<string | null> {
  if (asked !== undefined) return asked;
  const had = facts.roomIds[0];
  if (!had) return chooseRoom(ctx, wish, visit.practitionerId, visit);
  // the room she had comes first in the list, so it is taken while it is free
  const own = (await loadRooms(ctx)).filter((room) => room.id === had);
  const rooms = [...own, ...wish.rooms.filter((room) => room.id !== had)];
  return chooseRoom(ctx, { ...wish, rooms }, visit.practitionerId, visit);
}
