import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { PatientWritten } from './bring-patient.ts';

/**
 * Gives up a chart that came with a file, as long as nobody has changed it and nothing was built on it. All versions
 * stay in the history and the record number stays hers. Refuses with `conflict` where another duty's rows point at her.
 * @returns why it stays; undefined when it is gone
 */
export async function takePatientBack(
  ctx: Context,
  { patientId, version, guardian }: PatientWritten,
): Promise<'changed' | 'used' | undefined> {
  const patient = await ctx.record.stored('Patient', patientId);
  if (!patient || patient.deleted) return undefined;
  const related = guardian && (await ctx.record.stored('RelatedPerson', guardian.id));
  if (patient.version !== version || (related && related.version !== guardian.version)) return 'changed';
  if (await isBuiltOn(ctx, patientId, guardian?.id)) return 'used';
  if (related && !related.deleted) await ctx.record.remove('RelatedPerson', related.id);
  await ctx.record.remove('Patient', patientId, { ifVersion: version });
  return undefined;
}

/**
 * Whether the record holds anything of hers but what came with her. Provenances only say who wrote what, and what was
 * entered in error is nothing.
 */
async function isBuiltOn(ctx: Context, patientId: string, guardianId: string | undefined): Promise<boolean> {
  const others = await sql<{ content: string }>`
    SELECT content FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId} AND NOT deleted
      AND type NOT IN ('Patient', 'Provenance') AND NOT (type = 'RelatedPerson' AND id = ${guardianId ?? ''})
    LIMIT ${mostErrors}`.execute(ctx.db);
  return (
    others.rows.length === mostErrors ||
    others.rows.some(({ content }) => JSON.parse(content).status !== 'entered-in-error')
  );
}

/** Entries in error that one patient may have and still count as nobody's work; beyond them she stays. */
const mostErrors = 100;
