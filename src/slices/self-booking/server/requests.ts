import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { dayRange, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import { cancelBooking, practitionerNames, visitTypes } from '#slices/scheduling/server/index.ts';
import type { selfBooking } from '../contract.ts';
import { writeCancelledLetter } from './letters.ts';
import { matchTask, mustBeRequest, type RequestRow, setRequest, subjectOf } from './request-rows.ts';

const mostShown = 200;

/** Confirmed bookings whose chart nobody has said yet. */
export const requests: Verb<typeof selfBooking, 'requests'> = async (ctx, input) => {
  const { start, end } = dayRange(zonedDay(ctx.now, ctx.clinic.zone), ctx.clinic.zone);
  const rows = await ctx.db
    .selectFrom('self_booking_request')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'booked')
    .$if(input.today, (query) => query.where('starts_at', '>=', start).where('starts_at', '<', end))
    .orderBy('starts_at')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  const names = await practitionerNames(
    ctx,
    rows.map((row) => row.practitioner_id),
  );
  const types = new Map((await visitTypes(ctx)).map((type) => [type.code, type]));
  const at = (instant: string) => instantOf(epochMsOf(instant));
  return {
    requests: rows.map((row) => {
      const type = types.get(row.visit_type_code);
      return {
        ...{ requestId: row.id, visitId: row.visit_id ?? '', startsAt: at(row.starts_at) },
        visitType: (ctx.language === 'id' ? type?.labelId : type?.labelEn) ?? row.visit_type_code,
        practitionerName: names.get(row.practitioner_id) ?? '',
        ...{ name: row.name, birthDate: row.birth_date ?? '', mobile: row.mobile, email: row.email },
        ...{ reason: row.reason, language: row.language as 'en' | 'id' },
        confirmedAt: at(row.confirmed_at ?? row.asked_at),
      };
    }),
  };
};

/** A request that waits for the desk; refuses with `notWaiting` one that is somebody's, or over. */
export async function waitingRequest(
  ctx: Context<'notWaiting'>,
  requestId: string,
): Promise<RequestRow & { visit_id: string }> {
  const row = await mustBeRequest(ctx, requestId);
  const { visit_id } = row;
  if (row.state !== 'booked' || visit_id === null) return ctx.fail('notWaiting');
  return { ...row, visit_id };
}

/** Nobody of the clinic's, or a booking that the clinic cannot keep: it is called off, and whoever asked is told. */
export const turnDownRequest: Verb<typeof selfBooking, 'turnDownRequest'> = async (
  ctx,
  { requestId, reason },
) => {
  const row = await waitingRequest(ctx, requestId);
  const startsAt = instantOf(epochMsOf(row.starts_at));
  await setRequest(ctx, row.id, {
    ...{ state: 'turnedDown', ended_at: ctx.now, decided_by: ctx.actor.name, decided_reason: reason },
  });
  await cancelBooking(ctx, { visitId: row.visit_id, reason, askedBy: 'clinic' });
  await ctx.work.finish(subjectOf(row.visit_id), 'cancelled', matchTask);
  await writeCancelledLetter(ctx, {
    ...{ mobile: row.mobile, email: row.email, language: row.language as 'en' | 'id', startsAt },
  });
  return { requestId, visitId: row.visit_id };
};
