import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { MedicineLine } from '../contract.ts';
import { matchingAllergies } from '../shared/substances.ts';

/** Substances that stand on the patient's allergy list, as they were recorded. */
export async function recordedAllergies(ctx: Context, patientId: string): Promise<string[]> {
  const all = await ctx.record.search('AllergyIntolerance', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
  });
  return all.filter(isStanding).flatMap((one) => one.code?.text ?? one.code?.coding?.[0]?.display ?? []);
}

/** Not ended, and not a statement that there is none (SNOMED 716186003, 409137002). */
function isStanding(allergy: AllergyIntolerance): boolean {
  const clinical = allergy.clinicalStatus?.coding?.[0]?.code;
  const verified = allergy.verificationStatus?.coding?.[0]?.code;
  const none = allergy.code?.coding?.some((one) => one.code === '716186003' || one.code === '409137002');
  return (
    !none &&
    clinical !== 'resolved' &&
    clinical !== 'inactive' &&
    verified !== 'refuted' &&
    verified !== 'entered-in-error'
  );
}

/** Recorded allergies that speak of this medicine, by name and family of names. */
export function allergiesAgainst(
  medicine: MedicineLine,
  label: string | undefined,
  recorded: readonly string[],
): string[] {
  return matchingAllergies([medicine.drug, label].filter(Boolean).join(' '), recorded);
}
