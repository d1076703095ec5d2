import type { Coverage, CoverageEligibilityResponse } from '@medplum/fhirtypes';
import { keeper } from '#platform/server/record/keepers.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { coverageForm, patientIdOf, payerIdOf } from './coverage-codec.ts';
import { stateOf } from './verification-codec.ts';

/** Rows of coverages that are true or were; those entered in error have none. */
export const coverageKeeper = keeper<Coverage>('Coverage', {
  async put(ctx, coverage) {
    const patientId = patientIdOf(coverage.beneficiary.reference);
    if (!coverage.id) return;
    const coverageId = coverage.id;
    if (!patientId || coverage.status === 'entered-in-error') {
      await ctx.db.deleteFrom('insurance_coverage').where('coverage_id', '=', coverageId).execute();
    } else {
      const { from, to } = coverageForm(coverage);
      const row = {
        patient_id: patientId,
        payer_id: payerIdOf(coverage) ?? null,
        place: coverage.order ?? null,
        starts_on: from ?? null,
        ends_on: to ?? null,
        cancelled: coverage.status !== 'active',
      };
      await ctx.db
        .insertInto('insurance_coverage')
        .values({ clinic_id: ctx.clinic.id, coverage_id: coverageId, ...row })
        .onConflict((conflict) => conflict.columns(['clinic_id', 'coverage_id']).doUpdateSet(row))
        .execute();
    }
    ctx.emit('insurance.coverageChanged', { patientId, coverageId });
  },
  async remove(ctx, coverage) {
    if (!coverage.id) return;
    await ctx.db.deleteFrom('insurance_coverage').where('coverage_id', '=', coverage.id).execute();
    ctx.emit('insurance.coverageChanged', { coverageId: coverage.id });
  },
});

/** Rows of checks at the payer, each for the clinic's day on which it was made. */
export const verificationKeeper = keeper<CoverageEligibilityResponse>('CoverageEligibilityResponse', {
  async put(ctx, response) {
    const patientId = patientIdOf(response.patient.reference);
    const coverageId = response.insurance?.[0]?.coverage.reference?.replace('Coverage/', '');
    const state = stateOf(response);
    if (!response.id) return;
    if (
      !patientId ||
      !coverageId ||
      !state ||
      response.status !== 'active' ||
      !response.created.includes('T')
    ) {
      await ctx.db.deleteFrom('insurance_verification').where('verification_id', '=', response.id).execute();
      return;
    }
    const row = {
      coverage_id: coverageId,
      patient_id: patientId,
      on_day: zonedDay(response.created, ctx.clinic.zone),
      verified_at: response.created,
      verified_by: response.requestor?.display ?? '',
      state,
      note: response.disposition ?? null,
    };
    await ctx.db
      .insertInto('insurance_verification')
      .values({ clinic_id: ctx.clinic.id, verification_id: response.id, ...row })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'verification_id']).doUpdateSet(row))
      .execute();
    ctx.emit('insurance.coverageChanged', { patientId, coverageId });
  },
  async remove(ctx, response) {
    if (!response.id) return;
    await ctx.db.deleteFrom('insurance_verification').where('verification_id', '=', response.id).execute();
  },
});
