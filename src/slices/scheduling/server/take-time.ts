import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { VisitType } from '../contract.ts';
import type { Span } from '../shared/spans.ts';
import { spanOf } from './agenda.ts';
import { appointmentOf, type InChain, type InSeries } from './appointment.ts';
import { roomAt, type Wish } from './find-times.ts';
import { nameKeptOf } from './name-kept.ts';
import { placed } from './numbers.ts';
import { isGivenBy, partsIn, partsOf, type Service, serviceInUse } from './parts.ts';
import { ableOf } from './needs.ts';
import { mustBeOwnRoom, ownPractitioners, practitionerNames } from './own.ts';
import { wishOf } from './wish.ts';

export interface TimeToTake {
  /** Undefined: nobody knows yet whose it is; the booking waits as `pending` for `givePatient`. */
  patientId: string | undefined;
  visitTypeCode: string;
  /** Further services of the same visit. */
  moreTypeCodes?: readonly string[] | undefined;
  practitionerId: string;
  startsAt: string;
  /** Left out: a free room of the type's kind, where it asks for one. */
  roomId?: string | undefined;
  /** Left out: the visit type's. */
  durationMinutes?: number | undefined;
  reason?: string | undefined;
  /** Why it may lie over another visit of the provider's; only for who may overbook. */
  overbookReason?: string | undefined;
  series?: InSeries | undefined;
  chain?: InChain | undefined;
}

export interface TakenTime {
  visitId: string;
  startsAt: string;
  endsAt: string;
  roomId: string | null;
}

/**
 * Books a time through the record. Opening hours are the caller's matter: who walks in is seen when she is there.
 * Refuses with `scheduling.timeTaken` or `scheduling.patientBusy` (from the keeper), with `invalidInput` where the
 * visit type or the provider is not this clinic's, and with `notFound` for the patient or the room.
 */
export async function takeTime(ctx: Context, time: TimeToTake): Promise<TakenTime> {
  if (time.patientId !== undefined) await mustBePatient(ctx, time.patientId);
  if (time.roomId) await mustBeOwnRoom(ctx, time.roomId);
  const type = await visitTypeInUse(ctx, time.visitTypeCode, time.practitionerId, time.moreTypeCodes);
  const wish = await wishFor(ctx, type, time);
  const { startsAt, endsAt } = await placed(ctx, time.practitionerId, time.startsAt, wish.durationMinutes);
  const roomId =
    time.roomId ?? (await chooseRoom(ctx, wish, time.practitionerId, spanOf({ startsAt, endsAt })));
  const labelOf = (one: VisitType) => (ctx.clinic.language === 'id' ? one.labelId : one.labelEn);
  const created = await ctx.record.create(
    appointmentOf({
      patientId: time.patientId,
      practitionerId: time.practitionerId,
      roomId,
      visitTypeCode: type.code,
      visitTypeLabel: labelOf(partsOf(type)[0] ?? type),
      parts: partsIn(type).map((part, place) => ({ ...part, label: labelOf(partsOf(type)[place] ?? type) })),
      startsAt,
      endsAt,
      reason: time.reason ?? '',
      overbookReason: time.overbookReason,
      series: time.series,
      chain: time.chain,
      createdAt: ctx.now,
    }),
  );
  await nameKeptOf(ctx, created.id, type);
  return { visitId: created.id, startsAt, endsAt, roomId };
}

/** The visit type (or several in one visit), when it is in use and this provider of ours gives it. */
export async function visitTypeInUse(
  ctx: Context,
  code: string,
  practitionerId: string,
  moreCodes: readonly string[] = [],
): Promise<Service> {
  const type = await serviceInUse(ctx, code, moreCodes);
  if ((await ownPractitioners(ctx, [practitionerId])).length === 0) {
    return refuseField('practitionerId', 'scheduling_field_notAProvider');
  }
  await mustGive(ctx, type, practitionerId);
  return type;
}

/** Refuses a provider who does not give the visit type, or whose job does not hold the act that it asks for. */
export async function mustGive(ctx: Context, type: Service, practitionerId: string): Promise<void> {
  if (!isGivenBy(type, practitionerId)) {
    refuseField('practitionerId', 'scheduling_field_notGivenByHer');
  }
  if ((await ableOf(ctx, type, [{ practitionerId, name: '' }])).length === 0) {
    refuseField('practitionerId', 'scheduling_field_mayNotGive');
  }
}

/** What is sought where a visit of this type with this provider does not fit. */
export async function wishFor(
  ctx: Context,
  type: Service,
  visit: {
    practitionerId: string;
    patientId?: string | undefined;
    durationMinutes?: number | undefined;
    visitId?: string;
  },
): Promise<Wish> {
  const names = await practitionerNames(ctx, [visit.practitionerId]);
  return wishOf(ctx, {
    type,
    durationMinutes: visit.durationMinutes ?? type.durationMinutes,
    providers: [{ practitionerId: visit.practitionerId, name: names.get(visit.practitionerId) ?? '' }],
    patientId: visit.patientId,
    visitId: visit.visitId,
  });
}

/** A free room of the wanted kind. Where all are taken the first one is named, and the keeper refuses with times. */
export async function chooseRoom(
  ctx: Context,
  wish: Wish,
  practitionerId: string,
  visit: Span,
): Promise<string | null> {
  if (wish.rooms.length === 0) return null;
  const found = await roomAt(ctx, wish, practitionerId, visit);
  return found ?? wish.rooms[0]?.id ?? null;
}
