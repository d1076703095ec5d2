import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { insurance } from '../contract.ts';
import { checkCoverage, sameCoverage, takenBy } from './check-coverage.ts';
import { applyCoverage } from './coverage-codec.ts';
import { allCoverages, coverageOf, mustBeTheirs } from './coverages.ts';
import { payerOf } from './payers.ts';

export const addCoverage: Verb<typeof insurance, 'addCoverage'> = async (ctx, { patientId, ...given }) => {
  await mustBePatient(ctx, patientId);
  const payer = await payerOf(ctx, given.payerId);
  const form = checkCoverage(given, payer, ctx.clinic, today(ctx.clock, ctx.clinic.zone));
  const others = await allCoverages(ctx, patientId);
  if (sameCoverage(form, others)) ctx.fail('alreadyCovered', { payer: payer.name });
  const taken = takenBy(form, others);
  if (taken) ctx.fail('orderTaken', { payer: taken.payer.name, order: form.order });
  const blank = { resourceType: 'Coverage' as const, status: 'active' as const, beneficiary: {}, payor: [] };
  const written = await ctx.record.create(applyCoverage(blank, form, patientId));
  return coverageOf(ctx, patientId, written.id);
};

export const changeCoverage: Verb<typeof insurance, 'changeCoverage'> = async (ctx, input) => {
  const { patientId, coverageId, version, ...given } = input;
  await mustBePatient(ctx, patientId);
  await mustBeTheirs(ctx, patientId, coverageId);
  const payer = await payerOf(ctx, given.payerId);
  const form = checkCoverage(given, payer, ctx.clinic, today(ctx.clock, ctx.clinic.zone));
  const others = (await allCoverages(ctx, patientId)).filter((one) => one.id !== coverageId);
  const taken = takenBy(form, others);
  if (taken) ctx.fail('orderTaken', { payer: taken.payer.name, order: form.order });
  await ctx.record.patch('Coverage', coverageId, (coverage) => applyCoverage(coverage, form, patientId), {
    ifVersion: version,
  });
  const changed = await coverageOf(ctx, patientId, coverageId);
  return changed ?? refuse('notFound', { coverageId });
};
