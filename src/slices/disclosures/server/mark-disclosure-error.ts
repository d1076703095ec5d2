import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { disclosures } from '../contract.ts';

/** A line that should not stand there: it stays readable and counts no more. */
export const markDisclosureError: Verb<typeof disclosures, 'markDisclosureError'> = async (ctx, input) => {
  const { disclosureId, reason } = input;
  const row = await ctx.db
    .selectFrom('disclosures_disclosure')
    .select(['patient_id', 'error_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', disclosureId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Disclosure', id: disclosureId });
  if (row.error_at) return ctx.fail('alreadyInError');
  await ctx.db
    .updateTable('disclosures_disclosure')
    .set({ error_at: ctx.now, error_by: ctx.actor.name, error_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', disclosureId)
    .execute();
  ctx.emit('disclosures.changed', { patientId: row.patient_id });
  return { patientId: row.patient_id };
};
