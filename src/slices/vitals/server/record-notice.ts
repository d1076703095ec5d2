import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addMinutes, epochMsOf, liesAhead } from '#platform/shared/time.ts';
import type { vitals } from '../contract.ts';
import { findMeasured } from './change.ts';
import { cliniciansOf } from './clinicians.ts';
import { endUntold } from './critical.ts';
import { noticeOf, noticeResource } from './notices.ts';
import { vitalsOf } from './visit-vitals.ts';

/** Writes down who heard of a critical set, when, and whether the values were said back; ends the task with it. */
export const recordNotice: Verb<typeof vitals, 'recordNotice'> = async (ctx, input) => {
  const { setId, staffId, name, readBack, note } = input;
  const { visit } = await findMeasured(ctx, setId);
  const { visitId, patientId } = visit;
  const now = await vitalsOf(ctx, visitId);
  const set = now.sets.find((one) => one.setId === setId);
  if (set?.critical !== true) return ctx.fail('nothingCritical');
  const colleague = (await cliniciansOf(ctx, visit.practitionerId)).find((one) => one.staffId === staffId);
  if (staffId !== undefined && colleague === undefined) refuseField('staffId', 'vitals_field_cannotBeTold');
  const toldTo = colleague?.name ?? name;
  if (!toldTo) return refuseField('name', 'vitals_field_toldToNeeded');
  const toldAt = input.toldAt ?? ctx.now;
  // told before it was measured, or in the future, is a typing error
  if (liesAhead(ctx.clock, toldAt, 5)) refuseField('toldAt', 'vitals_field_inFuture');
  if (epochMsOf(toldAt) < epochMsOf(addMinutes(set.measuredAt, -5))) {
    refuseField('toldAt', 'vitals_field_toldBeforeMeasured');
  }
  const told = {
    toldTo,
    toldAt,
    readBack,
    ...(note && { note }),
    practitionerId: colleague?.practitionerId ?? null,
  };
  const written = await ctx.record.create(noticeResource(ctx, { setId, patientId, visitId }, told));
  // what was not said back may not have been heard: the set stays open until it was
  if (readBack) await endUntold(ctx, visitId, setId, 'done');
  ctx.emit('vitals.criticalTold', { visitId, patientId, setId });
  const { setId: _about, ...notice } = noticeOf(written);
  return { patientId, notice };
};
