import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { closeJoined, holdAlone } from '#platform/server/record/joined.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { type Choices, fieldPairs, mustBePatient, signVersion, unite } from '#slices/records/server/index.ts';
import type { merging } from '../contract.ts';
import { carryOver } from './carry.ts';
import { weigh } from './compare-pair.ts';
import { openReconcile } from './reconcile.ts';

/**
 * Joins two charts of one person: all of the other goes to the one that stays, and each item remembers where it came from.
 * Both are held alone until it is done, in one order for all, so that two who join them crosswise take turns and the second
 * is told.
 */
export const mergeCharts: Verb<typeof merging, 'mergeCharts'> = async (ctx, input) => {
  const { survivorId, otherId, choices, reason } = input;
  if (survivorId === otherId) ctx.fail('sameChart');
  await holdAlone(ctx, [survivorId, otherId]);
  await mustBePatient(ctx, survivorId);
  const { recordNumber: otherNumber } = await mustBePatient(ctx, otherId);
  const survivor = await ctx.record.mustRead('Patient', survivorId);
  const other = await ctx.record.mustRead('Patient', otherId);
  // she chose by what she saw
  if (versionOf(survivor) !== input.survivorVersion || versionOf(other) !== input.otherVersion)
    refuse('versionChanged', { survivorId, otherId });
  const pairs = fieldPairs(survivor, other);
  for (const { field, conflict } of pairs)
    if (conflict && !choices[field]) refuseField(`choices.${field}`, 'merging_field_choiceNeeded');
  const { warnings } = await weigh(ctx, survivor, otherId);
  if (warnings.length > 0 && reason === '') refuseField('reason', 'merging_field_reasonAgainst');
  const objections = await ctx.objectionsTo({ survivorId, otherId, act: 'join' });
  if (objections.length > 0) ctx.fail('objection', { reasons: objections.join(' ') });
  const mergeId = ctx.newId();
  const united = await unitePatients(ctx, survivor, other, { choices, reason, otherNumber });
  await ctx.db
    .insertInto('merging_merge')
    .values({
      ...{
        clinic_id: ctx.clinic.id,
        id: mergeId,
        survivor_id: survivorId,
        other_id: otherId,
        reason,
        warnings,
      },
      choices: JSON.stringify(
        Object.fromEntries(pairs.map((one) => [one.field, { ...one, chosen: choices[one.field] }])),
      ),
      ...{ survivor_from: versionOf(survivor), survivor_to: versionOf(united), other_from: versionOf(other) },
      ...{ merged_at: ctx.now, merged_by: ctx.actor.name },
    })
    .execute();
  await openReconcile(ctx, { mergeId, survivorId, otherId });
  const items = await carryOver(ctx, mergeId, { fromId: otherId, toId: survivorId });
  await closeJoined(ctx, otherId, survivorId);
  ctx.note('merging.chartJoined', {
    patientId: otherId,
    subject: `Patient/${survivorId}`,
    details: { mergeId },
  });
  ctx.emit('merging.changed', { patientId: survivorId });
  ctx.emit('merging.chartsJoined', { patientId: survivorId, otherId, mergeId });
  return { patientId: survivorId, mergeId, items };
};

/** Both Patient resources: what stands of her, and the closed one that leads on. */
async function unitePatients(
  ctx: Context,
  survivor: Patient & { id?: string },
  other: Patient & { id?: string },
  { choices, reason, otherNumber }: { choices: Choices; reason: string; otherNumber: string },
): Promise<Patient> {
  const link = (id: string | undefined, type: 'replaces' | 'replaced-by') => ({
    other: { reference: `Patient/${id}` },
    type,
  });
  const closed = await ctx.record.patch('Patient', other.id ?? '', (patient) => {
    patient.active = false;
    patient.link = [...(patient.link ?? []), link(survivor.id, 'replaced-by')];
  });
  const united = await ctx.record.patch('Patient', survivor.id ?? '', (patient) => {
    const result = unite(patient, other, { choices, clinic: ctx.clinic, otherNumber });
    result.link = [...(result.link ?? []), link(other.id, 'replaces')];
    return result;
  });
  await signVersion(ctx, united, 'UPDATE', reason || undefined);
  await signVersion(ctx, closed, 'UPDATE', reason || undefined);
  return united;
}

/** @returns the version of a stored resource */
export function versionOf(resource: { meta?: { versionId?: string } | undefined }): number {
  return Number(resource.meta?.versionId ?? 0);
}
