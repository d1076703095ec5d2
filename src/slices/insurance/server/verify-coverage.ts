import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { insurance } from '../contract.ts';
import { coverageForm, setText } from './coverage-codec.ts';
import { coverageOf, coveragesOf, mustBeTheirs } from './coverages.ts';
import { extensions } from './systems.ts';
import { eligibilityResponse } from './verification-codec.ts';

/** Takes down what the payer said today. "Active" is no promise to pay, and tomorrow it must be asked again. */
export const verifyCoverage: Verb<typeof insurance, 'verifyCoverage'> = async (ctx, input) => {
  const { patientId, coverageId, state, note } = input;
  await mustBePatient(ctx, patientId);
  await mustBeTheirs(ctx, patientId, coverageId);
  const coverage = await coverageOf(ctx, patientId, coverageId);
  if (coverage.state !== 'active') ctx.fail('notInForce', { state: coverage.state });
  await ctx.record.create(
    eligibilityResponse(ctx, { patientId, coverageId, payerId: coverage.payer.id, state, note }),
  );
  return coverageOf(ctx, patientId, coverageId);
};

export const endCoverage: Verb<typeof insurance, 'endCoverage'> = async (ctx, input) => {
  const { patientId, coverageId, to, reason, neverTrue } = input;
  const { from } = coverageForm(await mustBeTheirs(ctx, patientId, coverageId));
  if (!neverTrue && from && to < from) refuseField('to', 'insurance_field_endsBeforeStart');
  await ctx.record.patch('Coverage', coverageId, (coverage) => {
    if (neverTrue) coverage.status = 'entered-in-error';
    else coverage.period = { ...coverage.period, end: to };
    setText(coverage, extensions.endedWhy, reason);
  });
  return { coverages: await coveragesOf(ctx, patientId) };
};
