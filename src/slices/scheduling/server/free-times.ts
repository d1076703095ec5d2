import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, daysBetween } from '#platform/shared/time.ts';
import type { FreeTime, scheduling } from '../contract.ts';
import { findTimes, freeTimeOf, roomsFor, type Wish } from './find-times.ts';
import { loadVisitType } from './load-setup.ts';
import { loadProviders } from './own.ts';

const mostDays = 62;

/** The earliest free times of each part of each day, for a visit type over one provider or all who give it. */
export const freeTimes: Verb<typeof scheduling, 'freeTimes'> = async (ctx, input) => {
  const toDay = input.toDay ?? addDays(input.fromDay, 13);
  if (toDay < input.fromDay || daysBetween(input.fromDay, toDay) > mostDays) {
    return refuseField('toDay', 'scheduling_field_spanOfDays', { days: mostDays });
  }
  const type = await loadVisitType(ctx, input.visitTypeCode);
  if (!type?.active) return refuseField('visitTypeCode', 'scheduling_field_unknownVisitType');
  const givers = (await loadProviders(ctx)).filter(
    (one) => type.practitionerIds.length === 0 || type.practitionerIds.includes(one.practitionerId),
  );
  const wish: Wish = {
    durationMinutes: type.durationMinutes,
    buffers: type,
    providers: givers.filter((one) => !input.practitionerId || one.practitionerId === input.practitionerId),
    rooms: await roomsFor(ctx, type),
    patientId: input.patientId,
    exceptVisitId: input.visitId,
  };
  const found = await findTimes(ctx, wish, { fromDay: input.fromDay, toDay });
  const times = found.map((time) => freeTimeOf(time, type.durationMinutes, ctx.clinic.zone));
  return { times: earliest(times, input.perPart) };
};

function earliest(times: readonly FreeTime[], perPart: number): FreeTime[] {
  const counts = new Map<string, number>();
  return times.filter((time) => {
    const key = `${time.day} ${time.part}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= perPart;
  });
}
