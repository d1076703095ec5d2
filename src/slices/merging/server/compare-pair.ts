import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { fieldPairs, mustBePatient, pairOf, weighPair } from '#slices/records/server/index.ts';
import { type merging, type Warning, warningCodes } from '../contract.ts';
import { chartOf, sizesOf } from './charts-of.ts';

/** Two charts side by side: where they differ, what speaks against one person, and what stands in the way. */
export const comparePair: Verb<typeof merging, 'comparePair'> = async (ctx, { survivorId, otherId }) => {
  if (survivorId === otherId) ctx.fail('sameChart');
  await mustBePatient(ctx, survivorId);
  await mustBePatient(ctx, otherId);
  const [survivor, other, charts, sizes, objections] = await Promise.all([
    ctx.record.mustRead('Patient', survivorId),
    ctx.record.mustRead('Patient', otherId),
    Promise.all([chartOf(ctx, survivorId), chartOf(ctx, otherId)]),
    sizesOf(ctx, [survivorId, otherId]),
    ctx.objectionsTo({ survivorId, otherId, act: 'join' }),
  ]);
  const { score, reasons, warnings } = await weigh(ctx, survivor, otherId);
  const side = (chart: (typeof charts)[number], patient: Patient) => ({
    ...{ ...chart, version: Number(patient.meta?.versionId ?? 0), items: sizes.get(chart.id) ?? 0 },
  });
  const [one, two] = [side(charts[0], survivor), side(charts[1], other)];
  return {
    ...{ patientId: survivorId, survivor: one, other: two, fields: fieldPairs(survivor, other) },
    ...{ score, reasons, warnings, objections },
    // more in it counts before the older number: less is moved, and less can be overlooked
    suggested:
      two.items > one.items || (two.items === one.items && two.recordNumber < one.recordNumber)
        ? 'other'
        : 'survivor',
  };
};

/** What speaks for and against one person. */
export async function weigh(
  ctx: Context,
  survivor: Patient,
  otherId: string,
): Promise<{ score: number; reasons: string[]; warnings: Warning[] }> {
  const weighed = await weighPair(ctx, survivor, otherId);
  const said = await pairOf(ctx, survivor.id ?? '', otherId);
  const reasons = [...(weighed?.reasons ?? [])];
  const against = new Set<string>(said?.state === 'different' ? [...reasons, 'saidDifferent'] : reasons);
  if (against.has('identifierConflict')) against.add('nameDifferent');
  return { score: weighed?.score ?? 0, reasons, warnings: warningCodes.filter((code) => against.has(code)) };
}
