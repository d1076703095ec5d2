import type { Coverage as FhirCoverage } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import { identifierOf, patientCard } from '#slices/records/server/index.ts';
import { type Coverage, coverageOrders, type insurance, participantStates } from '../contract.ts';
import { coverageForm, patientIdOf, payerIdOf, textOf } from './coverage-codec.ts';
import { payersById } from './payers.ts';
import { extensions } from './systems.ts';

type Verification = NonNullable<Coverage['lastVerified']>;

export const coveragesVerb: Verb<typeof insurance, 'coveragesOf'> = async (ctx, { patientId, ended }) => {
  // sent together, answered one after the other
  const [known, coverages, bpjs, mbi] = await Promise.all([
    patientCard(ctx, [patientId]),
    allCoverages(ctx, patientId),
    identifierOf(ctx, patientId, 'bpjs'),
    identifierOf(ctx, patientId, 'mbi'),
  ]);
  if (!known.has(patientId)) refuse('notFound', { type: 'Patient', id: patientId });
  return { coverages: ended ? coverages : coverages.filter(isOpen), known: { bpjs, mbi } };
};

/** Coverages of a patient that are or will be in force, by order, those of today first. Expired and ended are left out. */
export async function coveragesOf(ctx: Context, patientId: string): Promise<Coverage[]> {
  return (await allCoverages(ctx, patientId)).filter(isOpen);
}

function isOpen(coverage: Coverage): boolean {
  return coverage.state === 'active' || coverage.state === 'future';
}

/** All that were not entered in error. */
export async function allCoverages(ctx: Context, patientId: string): Promise<Coverage[]> {
  const rows = await ctx.db
    .selectFrom('insurance_coverage')
    .select('coverage_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .execute();
  const [resources, checks] = await Promise.all([
    ctx.record.readMany(
      'Coverage',
      rows.map((row) => row.coverage_id),
    ),
    latestChecks(ctx, patientId),
  ]);
  const payers = await payersById(
    ctx,
    resources.flatMap((one) => payerIdOf(one) ?? []),
  );
  const day = today(ctx.clock, ctx.clinic.zone);
  const coverages = resources.map((resource): Coverage => {
    const { payerId, ...form } = coverageForm(resource);
    const last = checks.get(resource.id ?? '');
    return {
      ...form,
      id: resource.id ?? '',
      version: Number(resource.meta?.versionId ?? 0),
      payer: payers.get(payerId) ?? {
        id: payerId,
        name: resource.payor[0]?.display ?? '?',
        kind: 'commercial',
        active: false,
      },
      state: stateOn(resource, day),
      endedWhy: textOf(resource, extensions.endedWhy),
      verifiedToday: last?.day === day ? last.check : undefined,
      lastVerified: last?.check,
    };
  });
  return coverages.sort((a, b) => rank(a) - rank(b));
}

function rank(coverage: Coverage): number {
  const states: Coverage['state'][] = ['active', 'future', 'expired', 'ended'];
  return states.indexOf(coverage.state) * 10 + coverageOrders.indexOf(coverage.order);
}

/** What a coverage is on a day of the clinic. A last day is still covered. */
export function stateOn(coverage: FhirCoverage, day: string): Coverage['state'] {
  const { from, to } = coverageForm(coverage);
  if (coverage.status !== 'active') return 'ended';
  if (textOf(coverage, extensions.endedWhy) && to !== undefined && to <= day) return 'ended';
  if (to !== undefined && to < day) return 'expired';
  return from !== undefined && from > day ? 'future' : 'active';
}

async function latestChecks(
  ctx: Context,
  patientId: string,
): Promise<Map<string, { day: string; check: Verification }>> {
  const rows = await ctx.db
    .selectFrom('insurance_verification')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('verified_at')
    .execute();
  // later rows overwrite earlier ones
  return new Map(
    rows.map((row) => [
      row.coverage_id,
      {
        day: row.on_day,
        check: {
          at: row.verified_at,
          by: row.verified_by,
          state: participantStates.find((state) => state === row.state) ?? 'unreachable',
          ...(row.note && { note: row.note }),
        },
      },
    ]),
  );
}

/** A coverage of this patient as the answer of a verb. Refuses with `notFound` when it is another's. */
export async function coverageOf(ctx: Context, patientId: string, coverageId: string): Promise<Coverage> {
  const found = (await allCoverages(ctx, patientId)).find((one) => one.id === coverageId);
  return found ?? refuse('notFound', { coverageId });
}

/** The resource behind it; of another patient's coverage nothing is told. */
export async function mustBeTheirs(
  ctx: Context,
  patientId: string,
  coverageId: string,
): Promise<FhirCoverage> {
  const coverage = await ctx.record.mustRead('Coverage', coverageId);
  const theirs = patientIdOf(coverage.beneficiary.reference) === patientId;
  return theirs && coverage.status !== 'entered-in-error' ? coverage : refuse('notFound', { coverageId });
}
