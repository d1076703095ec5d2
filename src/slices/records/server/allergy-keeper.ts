import type { AllergyIntolerance, List } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { allergyListCode, isSevere, isStanding, statementOf, substanceOf } from './allergy-codec.ts';

/** Allergies that stand, by patient, for cards and banners. */
export const allergyKeeper = keeper<AllergyIntolerance>('AllergyIntolerance', {
  async put(ctx, resource) {
    const patientId = idOf(resource.patient.reference, 'Patient');
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
    ctx.emit('records.allergiesChanged', { patientId: idOf(resource.patient.reference, 'Patient') });
  },
});

/** When a patient's allergies were last looked through, and by whom. */
export const allergyReviewKeeper = keeper<List>('List', {
  async put(ctx, list) {
    const patientId = idOf(list.subject?.reference, 'Patient');
    if (!isAllergyList(list) || !list.id || !list.date || !patientId || list.status !== 'current') return;
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
  /** Of each of the two charts the newest review that is of it now stands. */
  async moved(ctx, list, before) {
    for (const one of [list, before]) {
      const patientId = idOf(one.subject?.reference, 'Patient');
      if (patientId && isAllergyList(one)) await keepNewest(ctx, patientId);
    }
  },
  async remove(ctx, list) {
    if (list.id) await ctx.db.deleteFrom('records_allergy_review').where('list_id', '=', list.id).execute();
  },
});

function isAllergyList(list: List): boolean {
  return list.code?.coding?.some((coding) => coding.code === allergyListCode) ?? false;
}

async function keepNewest(ctx: Context, patientId: string): Promise<void> {
  await ctx.db
    .deleteFrom('records_allergy_review')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .execute();
  const lists = await ctx.record.search('List', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
  });
  const reviews = lists.filter((one) => isAllergyList(one) && one.status === 'current' && one.date);
  const [newest] = reviews.sort((a, b) => epochMsOf(b.date ?? '') - epochMsOf(a.date ?? ''));
  ctx.emit('records.allergiesChanged', { patientId });
  if (!newest?.id || !newest.date) return;
  await ctx.db
    .insertInto('records_allergy_review')
    .values({
      ...{ clinic_id: ctx.clinic.id, patient_id: patientId, list_id: newest.id },
      ...{ reviewed_at: newest.date, reviewed_by: newest.source?.display ?? '' },
    })
    .execute();
}
