import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import type { scheduling } from '../contract.ts';
import { loadChains } from './chain-rows.ts';
import { loadVisitType } from './load-setup.ts';

/** Adds or changes a chain. What was booked of it keeps the distances that it was booked with. */
export const saveChain: Verb<typeof scheduling, 'saveChain'> = async (ctx, input) => {
  for (const [place, step] of input.steps.entries()) {
    const at = `steps.${place}`;
    if (!(await loadVisitType(ctx, step.visitTypeCode))) {
      refuseField(`${at}.visitTypeCode`, 'scheduling_field_unknownVisitType');
    }
    const { days, fromDays, toDays } = step;
    if (place === 0 && (days > 0 || fromDays > 0 || toDays > 0)) {
      refuseField(`${at}.days`, 'scheduling_field_firstStep');
    }
    if (toDays < fromDays) refuseField(`${at}.toDays`, 'scheduling_field_daysTurned');
    if (days < fromDays || days > toDays) refuseField(`${at}.days`, 'scheduling_field_daysOutside');
  }
  const known = input.id === undefined || (await loadChains(ctx)).some((one) => one.id === input.id);
  if (!known) refuse('notFound', { type: 'scheduling_chain' });
  const id = input.id ?? ctx.newId();
  const row = {
    ...{ label_en: input.labelEn, label_id: input.labelId },
    ...{ steps: JSON.stringify(input.steps), active: input.active },
  };
  await ctx.db
    .insertInto('scheduling_chain')
    .values({ clinic_id: ctx.clinic.id, id, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
  ctx.emit('scheduling.setupChanged', {});
  return { ...input, id };
};
