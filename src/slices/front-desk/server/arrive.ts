import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { takeBackNoShow } from '#slices/scheduling/server/index.ts';
import type { frontDesk } from '../contract.ts';
import { isHere } from '../shared/steps.ts';
import { moveTo } from './move.ts';
import { refuseOtherDay, refuseVisit } from './refusals.ts';
import { isToday, visitOf } from './visits.ts';

/** Says that she has come. Said twice, it is said once; after a no-show it takes that back, with the reason. */
export const arrive: Verb<typeof frontDesk, 'arrive'> = async (ctx, { visitId, reason }) => {
  const visit = await visitOf(ctx, visitId, true);
  if (!isToday(ctx, visit.day)) return refuseOtherDay(ctx, visit.day);
  if (isHere(visit.step)) return visit;
  if (visit.step !== 'expected' && visit.step !== 'noShow')
    return refuseVisit('visitClosed', { step: visit.step });
  await mustBeTreatable(ctx, visit.patientId);
  if (visit.step === 'noShow') {
    if (!reason) return refuseField('reason', 'frontDesk_field_reasonNeeded');
    await takeBackNoShow(ctx, visitId, reason, 'arrived');
  }
  return moveTo(ctx, visit, { step: 'arrived', reason });
};

/** The chart is in use and its patient alive; refuses `patientInactive` and `patientDeceased`. */
export async function mustBeTreatable(ctx: Context, patientId: string): Promise<void> {
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  // a chart that an interface has not brought yet does not keep anybody out
  if (card && !card.active) return refuseVisit('patientInactive');
  if (card?.deceased) return refuseVisit('patientDeceased');
}
