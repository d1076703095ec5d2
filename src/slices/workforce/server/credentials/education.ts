import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { staffNamed } from '../staff-named.ts';
import { keepEvidence } from './evidence.ts';

type Workforce = typeof workforce;

/** What somebody learnt; it counts for each of her credentials in whose cycle its day lies. */
export const addEducation: Verb<Workforce, 'addEducation'> = async (ctx, input) => {
  const { staffId, day, title, category, approvedBy } = input;
  if (!(await staffNamed(ctx, staffId))) return ctx.fail('staffMissing');
  if (day > today(ctx.clock, ctx.clinic.zone)) return refuseField('day', 'workforce_field_future');
  const points = Math.round(Number(input.points.replace(',', '.')) * 100);
  if (points === 0) return refuseField('points', 'workforce_field_points');
  const evidence = await keepEvidence(ctx, staffId, input.evidence);
  const educationId = ctx.newId();
  await ctx.db
    .insertInto('workforce_education')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: educationId, staff_id: staffId, day, title, category, points },
      ...{ approved_by: approvedBy, evidence_id: evidence ?? null, withdrawn_reason: null },
      ...{ changed_at: ctx.now, changed_by: ctx.actor.name },
    })
    .execute();
  ctx.note('workforce.educationAdded', { subject: staffId, details: { educationId, category, points } });
  ctx.emit('workforce.peopleChanged', {});
  return { educationId };
};

/** Entered in error: it counts no more; the row stays. */
export const withdrawEducation: Verb<Workforce, 'withdrawEducation'> = async (ctx, input) => {
  const row = await ctx.db
    .updateTable('workforce_education')
    .set({ withdrawn_reason: input.reason, changed_at: ctx.now, changed_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', input.educationId)
    .where('withdrawn_reason', 'is', null)
    .returning('staff_id')
    .executeTakeFirst();
  if (!row) return ctx.fail('educationMissing');
  ctx.note('workforce.educationWithdrawn', {
    subject: row.staff_id,
    details: { educationId: input.educationId, reason: input.reason },
  });
  ctx.emit('workforce.peopleChanged', {});
  return {};
};
