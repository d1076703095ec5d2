import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { ErrorOf, InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { dayRange, zonedDay } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { instantWanted, requireBookable } from './check-time.ts';
import { giveUp } from './holds.ts';
import { placed } from './numbers.ts';
import { occupiesTime } from './rules.ts';
import { takeTime, visitTypeInUse, wishFor } from './take-time.ts';

/** Books a visit: a type with a provider at a time, for one patient. */
export const bookVisit: Verb<typeof scheduling, 'bookVisit'> = async (ctx, input) => {
  const { overbooked: _, ...booked } = await book(ctx, input, undefined);
  return booked;
};

/** Books, over another visit of the provider's where a reason is given and the caller may. */
export async function book(
  ctx: Context<ErrorOf<typeof scheduling, 'bookVisit'>>,
  input: InputOf<typeof scheduling, 'bookVisit'>,
  overbookReason: string | undefined,
) {
  const { patientId, practitionerId, visitTypeCode, moreTypeCodes, durationMinutes } = input;
  if (moreTypeCodes.length > 0 && durationMinutes !== undefined) {
    refuseField('durationMinutes', 'scheduling_field_partsOwnLength');
  }
  if (input.holdId) await giveUp(ctx, input.holdId);
  const type = await visitTypeInUse(ctx, visitTypeCode, practitionerId, moreTypeCodes);
  const wish = await wishFor(ctx, type, { practitionerId, patientId, durationMinutes });
  const wantedAt = await instantWanted(ctx, input.when, wish);
  const { startsAt, endsAt } = await placed(ctx, practitionerId, wantedAt, wish.durationMinutes);
  const at = { practitionerId, patientId, startsAt, endsAt };
  await requireBookable(ctx, wish, at, { type, outsideHours: input.outsideHours });
  const { visitId, roomId } = await takeTime(ctx, {
    patientId,
    visitTypeCode,
    moreTypeCodes,
    practitionerId,
    startsAt,
    roomId: input.roomId,
    durationMinutes,
    reason: input.reason,
    overbookReason,
  });
  const sameDay = await hasSameDay(ctx, { visitId, patientId, visitTypeCode, startsAt });
  const visit = { visitId, patientId, practitionerId, roomId, startsAt, endsAt };
  return { ...visit, sequence: 0, sameDay, ...(await given(ctx, visitId)) };
}

/** What the keeper gave beside the time: a number, or a place among the overbooked. */
export async function given(
  ctx: Context,
  visitId: string,
): Promise<{ number: number | null; overbooked: boolean }> {
  const row = await ctx.db
    .selectFrom('scheduling_visit')
    .select(['number', 'overbooked'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
  return { number: row?.number ?? null, overbooked: row?.overbooked ?? false };
}

/** Whether she has another visit of the same type on that day, which is a reason to look again. */
export async function hasSameDay(
  ctx: Context,
  visit: { visitId: string; patientId: string; visitTypeCode: string | undefined; startsAt: string },
): Promise<boolean> {
  const day = dayRange(zonedDay(visit.startsAt, ctx.clinic.zone), ctx.clinic.zone);
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .select(['visit_id', 'visit_type_code', 'status'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', visit.patientId)
    .where('starts_at', '>=', day.start)
    .where('starts_at', '<', day.end)
    .execute();
  return rows.some(
    (row) =>
      row.visit_id !== visit.visitId &&
      row.visit_type_code === (visit.visitTypeCode ?? null) &&
      (occupiesTime(row.status) || row.status === 'fulfilled'),
  );
}
