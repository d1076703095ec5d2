import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { type GivenVisitType, type scheduling, visitTypeShape } from '../contract.ts';
import { actsToHold } from './acts.ts';

/** Adds or changes a visit type. Bookings keep the time they were given; new lengths and buffers hold from now on. */
export const saveVisitType: Verb<typeof scheduling, 'saveVisitType'> = async (ctx, input) => {
  const { ageFromYears, ageToYears } = input;
  if (ageFromYears !== null && ageToYears !== null && ageToYears < ageFromYears) {
    refuseField('ageToYears', 'scheduling_field_agesTurned');
  }
  const acts = actsToHold(ctx).map((one) => one.action);
  for (const field of ['providerAction', 'assistantAction'] as const) {
    const action = input[field];
    if (action !== null && !acts.includes(action)) refuseField(field, 'scheduling_field_unknownAct');
  }
  await putVisitType(ctx, input);
  ctx.emit('scheduling.setupChanged', {});
  return input;
};

/** Writes a visit type's row; what is left out needs nothing and is for everybody. */
export async function putVisitType(ctx: Context, given: GivenVisitType): Promise<void> {
  const type = visitTypeShape.parse(given);
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
    equipment_kinds: [...new Set(type.equipmentKinds)],
    provider_action: type.providerAction,
    assistant_action: type.assistantAction,
    fasting: type.fasting,
    sex: type.sex,
    age_from_years: type.ageFromYears,
    age_to_years: type.ageToYears,
    active: type.active,
  };
  await ctx.db
    .insertInto('scheduling_visit_type')
    .values({ clinic_id: ctx.clinic.id, code: type.code, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(row))
    .execute();
}
