import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { AllergyList, records } from '../contract.ts';
import { allergyOf, isSevere, isStanding, statementOf } from './allergy-codec.ts';
import { mustBePatient } from './cards.ts';

export const readAllergies: Verb<typeof records, 'readAllergies'> = async (ctx, { patientId }) => {
  const [, list] = await Promise.all([mustExist(ctx, patientId), allergiesOf(ctx, patientId)]);
  return list;
};

/** Closed charts are still read. */
async function mustExist(ctx: Context, patientId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('records_patient')
    .select('patient_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (!row) await mustBePatient(ctx, patientId);
}

/** Allergy resources that stand, severe ones first, then by substance. */
export async function standingAllergies(ctx: Context, patientId: string): Promise<AllergyIntolerance[]> {
  const all = await ctx.record.search('AllergyIntolerance', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
  });
  return all.filter(isStanding).sort((a, b) => Number(isSevere(b)) - Number(isSevere(a)));
}

/** When the list was last looked through, and by whom. */
export function lastReview(ctx: Context, patientId: string) {
  return ctx.db
    .selectFrom('records_allergy_review')
    .select(['reviewed_at', 'reviewed_by'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
}

/** The patient's allergy list with what "nothing here" means. */
export async function allergiesOf(ctx: Context, patientId: string): Promise<AllergyList> {
  const [standing, review] = await Promise.all([
    standingAllergies(ctx, patientId),
    lastReview(ctx, patientId),
  ]);
  const items = standing.filter((one) => statementOf(one) === 'allergy').map(allergyOf);
  const none =
    standing.find((one) => statementOf(one) === 'none') ??
    standing.find((one) => statementOf(one) !== 'allergy');
  const said = none && statementOf(none);
  return {
    state: items.length > 0 ? 'listed' : said === 'none' || said === 'noneToDrugs' ? said : 'notAsked',
    stated:
      none && items.length === 0
        ? { id: none.id ?? '', at: none.recordedDate, by: none.recorder?.display }
        : undefined,
    reviewed: review && { at: review.reviewed_at, by: review.reviewed_by },
    items,
  };
}
