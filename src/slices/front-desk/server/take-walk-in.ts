import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { bookingOf, nextFreeTime, takeTime, visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { isClosed } from '../shared/steps.ts';
import { mustBeTreatable } from './arrive.ts';
import { moveTo } from './move.ts';
import { todayOf, visitOf, visitsOfPatient } from './visits.ts';

/** Takes in somebody who was not booked: at the provider's next free time of today, or without one. */
export const takeWalkIn: Verb<typeof frontDesk, 'takeWalkIn'> = async (ctx, input) => {
  const { patientId, priority, reason } = input;
  if (!(await patientCard(ctx, [patientId])).has(patientId))
    return refuse('notFound', { type: 'Patient', id: patientId });
  await mustBeTreatable(ctx, patientId);
  const open = (await visitsOfPatient(ctx, patientId)).find((one) => !isClosed(one.step));
  if (open) return ctx.fail('alreadyToday', { visitId: open.visitId, step: open.step });
  const type = await visitTypeOf(ctx, input.visitTypeCode);
  if (!type?.active) return ctx.fail('unknownVisitType');
  const timed = await takeNextTime(ctx, input, type.durationMinutes);
  const visit: VisitState = timed ?? {
    visitId: ctx.newId(),
    patientId,
    practitionerId: input.practitionerId,
    step: 'expected',
    since: ctx.now,
    day: todayOf(ctx),
    visitTypeCode: type.code,
    reason,
    priority,
    walkIn: true,
    identified: false,
    stamps: {},
  };
  const arrived = await moveTo(ctx, { ...visit, walkIn: true, priority }, { step: 'arrived' });
  const number = timed && (await bookingOf(ctx, timed.visitId))?.number;
  return { ...arrived, ...(number && { number }) };
};

/** An emergency asks for nobody's free time. */
async function takeNextTime(
  ctx: Context,
  wish: {
    patientId: string;
    practitionerId?: string | undefined;
    visitTypeCode: string;
    priority: string;
    reason: string;
  },
  durationMinutes: number,
): Promise<VisitState | undefined> {
  const { patientId, practitionerId, visitTypeCode, reason } = wish;
  if (!practitionerId || wish.priority === 'emergency') return undefined;
  const free = await nextFreeTime(ctx, practitionerId, ctx.now, durationMinutes, visitTypeCode);
  if (!free || zonedDay(free.startsAt, ctx.clinic.zone) !== todayOf(ctx)) return undefined;
  const taken = await takeTime(ctx, {
    patientId,
    practitionerId,
    visitTypeCode,
    startsAt: free.startsAt,
    reason,
  });
  return visitOf(ctx, taken.visitId, true);
}
