import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { epochMsOf, zonedDay } from '#platform/shared/time.ts';
import { practitionerNames, type visitTypes, visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { Wish } from '../contract.ts';
import { timesFor } from './fit.ts';
import { keptBooking } from './load-entries.ts';

type VisitType = Awaited<ReturnType<typeof visitTypes>>[number];

/**
 * Judges what somebody waits for. Names the field where the type or the provider is none of ours, where days are over
 * or turned round, where a priority lacks its reason, or where the booking that is kept is not hers or not of this type.
 */
export async function mustBeGood(
  ctx: Context<'notForPatient'>,
  wish: Wish & { patientId: string },
): Promise<VisitType> {
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const type = await visitTypeOf(ctx, wish.visitTypeCode);
  if (!type?.active) return refuseField('visitTypeCode', 'waitlist_field_visitType');
  const { practitionerId, fromDay, toDay, expiresOn } = wish;
  if (practitionerId !== null) {
    const known = await practitionerNames(ctx, [practitionerId]);
    if (!known.has(practitionerId)) refuseField('practitionerId', 'waitlist_field_provider');
    if (type.practitionerIds.length > 0 && !type.practitionerIds.includes(practitionerId))
      refuseField('practitionerId', 'waitlist_field_notGivenByHer');
  }
  if (toDay !== null && toDay < fromDay) refuseField('toDay', 'waitlist_field_turnedRound');
  if (toDay !== null && toDay < today) refuseField('toDay', 'waitlist_field_over');
  if (expiresOn !== null && expiresOn < today) refuseField('expiresOn', 'waitlist_field_over');
  if (wish.priority < 3 && !wish.priorityReason) refuseField('priorityReason', 'waitlist_field_reasonNeeded');
  await mustBeHers(ctx, wish);
  const suited = await timesFor(ctx, { ...wish, keepsVisitId: null }, { fromDay: today, toDay: today });
  if (suited === 'unsuited') return ctx.fail('notForPatient');
  return type;
}

async function mustBeHers(ctx: Context, wish: Wish & { patientId: string }): Promise<void> {
  if (wish.keepsVisitId === null) return;
  const kept = await keptBooking(ctx, wish.keepsVisitId);
  if (!kept || kept.patientId !== wish.patientId)
    return refuseField('keepsVisitId', 'waitlist_field_notHers');
  if (kept.visitTypeCode !== wish.visitTypeCode) refuseField('keepsVisitId', 'waitlist_field_otherType');
  // nothing on or after the day of the booking itself would be any better
  if (wish.fromDay > zonedDay(kept.startsAt, ctx.clinic.zone))
    refuseField('fromDay', 'waitlist_field_afterKept');
  if (epochMsOf(kept.startsAt) <= epochMsOf(ctx.now)) refuseField('keepsVisitId', 'waitlist_field_notHers');
}

/** A visit type's label in the clinic's language, as others read it. */
export function labelOf(ctx: Context, type: VisitType): string {
  return ctx.clinic.language === 'id' ? type.labelId : type.labelEn;
}
