import type { Verb } from '#platform/server/slice.ts';
import { addMinutes, zonedDay } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { scheduling } from '../contract.ts';
import { spanOf } from './agenda.ts';
import { instantWanted, requireBookable } from './check-time.ts';
import { claimsOf, takeClaims } from './claims.ts';
import { giveUp } from './holds.ts';
import { loadSettings } from './load-equipment.ts';
import { placed, slotOf } from './numbers.ts';
import { partsIn } from './parts.ts';
import { mustBeOwnRoom } from './own.ts';
import { refuseTaken } from './refuse-taken.ts';
import { chooseRoom, visitTypeInUse, wishFor } from './take-time.ts';

/** Keeps a time for its chooser while she asks and types; for everybody else it is taken. */
export const holdTime: Verb<typeof scheduling, 'holdTime'> = async (ctx, input) => {
  const { patientId, practitionerId, visitTypeCode } = input;
  await mustBePatient(ctx, patientId);
  if (input.roomId) await mustBeOwnRoom(ctx, input.roomId);
  // refused below, the transaction goes back and she still has what she held before
  if (input.holdId) await giveUp(ctx, input.holdId);
  const type = await visitTypeInUse(ctx, visitTypeCode, practitionerId, input.moreTypeCodes);
  const wish = await wishFor(ctx, type, { practitionerId, patientId });
  const wantedAt = await instantWanted(ctx, input.when, wish);
  const { startsAt, endsAt } = await placed(ctx, practitionerId, wantedAt, wish.durationMinutes);
  const visit = { practitionerId, patientId, startsAt, endsAt };
  await requireBookable(ctx, wish, visit, { type, outsideHours: input.outsideHours });
  const roomId = input.roomId ?? (await chooseRoom(ctx, wish, practitionerId, spanOf(visit)));
  const holdId = ctx.newId();
  const expiresAt = addMinutes(ctx.now, (await loadSettings(ctx)).holdMinutes);
  await ctx.db
    .insertInto('scheduling_hold')
    .values({
      clinic_id: ctx.clinic.id,
      id: holdId,
      actor_id: ctx.actor.id,
      session_id: ctx.actor.sessionId ?? null,
      holder_name: ctx.actor.name,
      practitioner_id: practitionerId,
      room_id: roomId,
      starts_at: startsAt,
      ends_at: endsAt,
      expires_at: expiresAt,
    })
    .execute();
  const wanted = {
    ...{ startsAt, endsAt, visitTypeCode, patientIds: [patientId], practitionerIds: [practitionerId] },
    ...{ roomIds: roomId ? [roomId] : [], equipmentIds: [], parts: partsIn(type) },
  };
  const slot = await slotOf(ctx, practitionerId, startsAt);
  const { missing } = await takeClaims(ctx, { holdId }, await claimsOf(ctx, wanted, slot));
  if (missing.length > 0) return refuseTaken(ctx, { ...wanted, holdId }, missing);
  ctx.emit('scheduling.timeHeld', { practitionerId, roomId, day: zonedDay(startsAt, ctx.clinic.zone) });
  return { holdId, practitionerId, roomId, startsAt, endsAt, expiresAt, number: slot?.number ?? null };
};
