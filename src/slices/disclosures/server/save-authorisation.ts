import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { authorisationView, lockAuthorisation, usedOf } from './authorisations.ts';
import { mustBePast } from './patient.ts';

/**
 * Writes down what stands on a signed paper, or fills in what was missing. One by which something was released stands as it
 * was then.
 */
export const saveAuthorisation: Verb<typeof disclosures, 'saveAuthorisation'> = async (ctx, input) => {
  const { patientId } = input;
  await cardOf(ctx, patientId);
  mustBePast(ctx, 'signedOn', input.signedOn);
  if (input.signedOn && input.expiresOn && input.expiresOn < input.signedOn)
    refuseField('expiresOn', 'disclosures_field_expiryBeforeSigning');
  const values = {
    ...{ description: input.description, discloser: input.discloser, recipient: input.recipient },
    ...{ purpose: input.purpose, expires_on: input.expiresOn, expiry_event: input.expiryEvent },
    ...{ signed_on: input.signedOn, signer: input.signer, signer_name: input.signerName },
    ...{ authority: input.authority, revocation: input.revocation, redisclosure: input.redisclosure },
    ...{ no_conditioning: input.noConditioning, special: input.special },
  };
  const id = input.authorisationId ?? ctx.newId();
  if (input.authorisationId) {
    const row = await lockAuthorisation(ctx, id, patientId);
    if (row.ended) return ctx.fail('authorisationEnded');
    if ((await usedOf(ctx, patientId)).has(id)) return ctx.fail('authorisationUsed');
    await ctx.db
      .updateTable('disclosures_authorisation')
      .set(values)
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', id)
      .execute();
  } else {
    const made = { created_at: ctx.now, created_by: ctx.actor.name };
    await ctx.db
      .insertInto('disclosures_authorisation')
      .values({ clinic_id: ctx.clinic.id, id, patient_id: patientId, ...values, ...made })
      .execute();
  }
  ctx.emit('disclosures.changed', { patientId });
  return { patientId, authorisation: await authorisationView(ctx, id) };
};
