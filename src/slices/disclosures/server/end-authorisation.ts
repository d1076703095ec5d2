import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { disclosures } from '../contract.ts';
import { authorisationView, lockAuthorisation } from './authorisations.ts';
import { mustBePast } from './patient.ts';

/** She takes it back, or what it waited for has happened: from that day on nothing leaves by it. */
export const endAuthorisation: Verb<typeof disclosures, 'endAuthorisation'> = async (ctx, input) => {
  const { authorisationId, how, on, note } = input;
  const row = await lockAuthorisation(ctx, authorisationId);
  if (row.ended) return ctx.fail('authorisationEnded');
  mustBePast(ctx, 'on', on);
  if (row.signed_on && on < row.signed_on) refuseField('on', 'disclosures_field_endBeforeSigning');
  await ctx.db
    .updateTable('disclosures_authorisation')
    .set({ ended: how, ended_on: on, ended_note: note, ended_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', authorisationId)
    .execute();
  ctx.emit('disclosures.changed', { patientId: row.patient_id });
  return { patientId: row.patient_id, authorisation: await authorisationView(ctx, authorisationId) };
};
