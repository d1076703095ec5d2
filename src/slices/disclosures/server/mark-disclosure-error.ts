import type { Context } from '#platform/server/context.ts';
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
  await markInError(ctx, disclosureId, reason);
  return { patientId: row.patient_id };
};

/** Writes why a line should not stand there; one that is marked already stays as it was. */
export async function markInError(ctx: Context, disclosureId: string, reason: string): Promise<void> {
  const row = await ctx.db
    .updateTable('disclosures_disclosure')
    .set({ error_at: ctx.now, error_by: ctx.actor.name, error_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', disclosureId)
    .where('error_at', 'is', null)
    .returning('patient_id')
    .executeTakeFirst();
  if (row) ctx.emit('disclosures.changed', { patientId: row.patient_id });
}
