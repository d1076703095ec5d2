import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { scheduling, VisitType } from '../contract.ts';

/** Adds or changes a visit type. Bookings keep the time they were given; new lengths and buffers hold from now on. */
export const saveVisitType: Verb<typeof scheduling, 'saveVisitType'> = async (ctx, input) => {
  await putVisitType(ctx, input);
  ctx.emit('scheduling.setupChanged', {});
  return input;
};

/** Writes a visit type's row. */
export async function putVisitType(ctx: Context, type: VisitType): Promise<void> {
  const row = {
    label_en: type.labelEn,
    label_id: type.labelId,
    duration_minutes: type.durationMinutes,
    buffer_before_minutes: type.bufferBeforeMinutes,
    buffer_after_minutes: type.bufferAfterMinutes,
    buffer_owner: type.bufferOwner,
    patients: type.patients,
    colour: type.colour,
    prep_en: type.prepEn,
    prep_id: type.prepId,
    practitioner_ids: type.practitionerIds,
    room_kind: type.roomKind,
    active: type.active,
  };
  await ctx.db
    .insertInto('scheduling_visit_type')
    .values({ clinic_id: ctx.clinic.id, code: type.code, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(row))
    .execute();
}
