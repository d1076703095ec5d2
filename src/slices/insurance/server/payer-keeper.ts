import type { Organization } from '@medplum/fhirtypes';
import { keeper } from '#platform/server/record/keepers.ts';
import { foldName } from '#platform/shared/names.ts';
import { isPayer, payerFields } from './payer-codec.ts';

/** Rows of the organizations that pay. */
export const payerKeeper = keeper<Organization>('Organization', {
  async put(ctx, organization) {
    if (!organization.id) return;
    const payerId = organization.id;
    if (!isPayer(organization)) {
      await ctx.db.deleteFrom('insurance_payer').where('payer_id', '=', payerId).execute();
      return;
    }
    const { name, kind, copay, electronicId, active } = payerFields(organization);
    const row = {
      name,
      sort_name: foldName(name),
      kind,
      // a copay in another currency than the clinic's cannot be taken at its till
      copay_minor: copay?.currency === ctx.clinic.currency ? BigInt(copay.minor) : null,
      electronic_id: electronicId ?? null,
      active,
    };
    await ctx.db
      .insertInto('insurance_payer')
      .values({ clinic_id: ctx.clinic.id, payer_id: payerId, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'payer_id']).doUpdateSet(row))
      .execute();
    ctx.emit('insurance.payersChanged', { payerId });
  },
  async remove(ctx, organization) {
    if (!organization.id) return;
    await ctx.db.deleteFrom('insurance_payer').where('payer_id', '=', organization.id).execute();
    ctx.emit('insurance.payersChanged', { payerId: organization.id });
  },
});
