import type { Verb } from '#platform/server/slice.ts';
import type { frontDesk } from '../contract.ts';
import { putForm } from './forms.ts';

/** The clinic's names of the steps. Only the pharmacy can be passed over: the others carry the states that FHIR knows. */
export const saveSteps: Verb<typeof frontDesk, 'saveSteps'> = async (ctx, { steps }) => {
  for (const { step, labelEn, labelId, on } of steps) {
    const row = { label_en: labelEn, label_id: labelId, is_on: step === 'pharmacy' ? on : true };
    await ctx.db
      .insertInto('front_desk_step')
      .values({ clinic_id: ctx.clinic.id, step, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'step']).doUpdateSet(row))
      .execute();
  }
  ctx.emit('frontDesk.setupChanged', {});
  return {};
};

export const saveSettings: Verb<typeof frontDesk, 'saveSettings'> = async (ctx, settings) => {
  const row = {
    too_long_minutes: settings.tooLongMinutes,
    late_minutes: settings.lateMinutes,
    queue_by: settings.queueBy,
    queue_letters: JSON.stringify(settings.queueLetters),
    emergency_number: settings.emergencyNumber,
    offline_hours: settings.offlineHours,
  };
  await ctx.db
    .insertInto('front_desk_settings')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('frontDesk.setupChanged', {});
  return {};
};

export const saveForm: Verb<typeof frontDesk, 'saveForm'> = async (ctx, form) => {
  if (!(await putForm(ctx, form))) return ctx.fail('versionTaken');
  ctx.emit('frontDesk.setupChanged', {});
  return {};
};
