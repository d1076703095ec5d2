import type { AllergyIntolerance, List } from '@medplum/fhirtypes';
import { keeper } from '#platform/server/record/keepers.ts';
import { allergyListCode, isSevere, isStanding, statementOf, substanceOf } from './allergy-codec.ts';

/** Allergies that stand, by patient, for cards and banners. */
export const allergyKeeper = keeper<AllergyIntolerance>('AllergyIntolerance', {
  async put(ctx, resource) {
    const patientId = idOf(resource.patient.reference);
    if (!resource.id) return;
    if (!patientId || !isStanding(resource)) {
      await ctx.db.deleteFrom('records_allergy').where('allergy_id', '=', resource.id).execute();
    } else {
      const row = {
        patient_id: patientId,
        statement: statementOf(resource),
        label: substanceOf(resource),
        severe: isSevere(resource),
      };
      await ctx.db
        .insertInto('records_allergy')
        .values({ clinic_id: ctx.clinic.id, allergy_id: resource.id, ...row })
        .onConflict((conflict) => conflict.columns(['clinic_id', 'allergy_id']).doUpdateSet(row))
        .execute();
    }
    if (patientId) ctx.emit('records.allergiesChanged', { patientId });
  },
  async remove(ctx, resource) {
    if (!resource.id) return;
    await ctx.db.deleteFrom('records_allergy').where('allergy_id', '=', resource.id).execute();
    ctx.emit('records.allergiesChanged', { patientId: idOf(resource.patient.reference) });
  },
});

/** When a patient's allergies were last looked through, and by whom. */
export const allergyReviewKeeper = keeper<List>('List', {
  async put(ctx, list) {
    const patientId = idOf(list.subject?.reference);
    const isAllergies = list.code?.coding?.some((coding) => coding.code === allergyListCode);
    if (!isAllergies || !list.id || !list.date || !patientId || list.status !== 'current') return;
    const row = { list_id: list.id, reviewed_at: list.date, reviewed_by: list.source?.display ?? '' };
    await ctx.db
      .insertInto('records_allergy_review')
      .values({ clinic_id: ctx.clinic.id, patient_id: patientId, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['clinic_id', 'patient_id'])
          .doUpdateSet(row)
          // an older list that arrives late is no newer review
          .where('records_allergy_review.reviewed_at', '<=', list.date ?? ''),
      )
      .execute();
    ctx.emit('records.allergiesChanged', { patientId });
  },
  async remove(ctx, list) {
    if (list.id) await ctx.db.deleteFrom('records_allergy_review').where('list_id', '=', list.id).execute();
  },
});

function idOf(reference: string | undefined): string | undefined {
  return reference?.startsWith('Patient/') ? reference.slice('Patient/'.length) : undefined;
}
