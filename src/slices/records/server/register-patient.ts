import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import type { LookAlike, PatientForm, records } from '../contract.ts';
import { identifierOf, mustBePatient, patientCard } from './cards.ts';
import { checkForm } from './check-form.ts';
import { setExtension } from './fhir-parts.ts';
import { isSamePerson, lookAlikesOf } from './look-alikes.ts';
import { applyForm, newbornName } from './patient-codec.ts';
import { addRecordNumber, nextRecordNumber } from './record-number.ts';
import { inWords, saveGuardian, signVersion } from './save-patient.ts';
import { countryOf, extensions } from './systems.ts';

export const registerPatient: Verb<typeof records, 'registerPatient'> = async (
  ctx,
  { notThese, ...given },
) => {
  const { form, warnings } = checkForm(ctx, given);
  await completeNewborn(ctx, form);
  const candidates = await lookAlikesOf(ctx, form);
  const same = candidates.filter(isSamePerson);
  if (same.length > 0) ctx.fail('samePerson', { candidates: same, ...likeliestOf(ctx, same) });
  const unseen = candidates.filter((one) => !notThese.includes(one.id));
  if (unseen.length > 0) ctx.fail('lookAlikes', { candidates: unseen, ...likeliestOf(ctx, unseen) });
  const patient: Patient = { resourceType: 'Patient', active: true };
  addRecordNumber(ctx, patient, await nextRecordNumber(ctx));
  applyForm(patient, form, ctx.clinic.country);
  if (candidates.length > 0) rememberDifferent(patient, candidates);
  const written = await ctx.record.create(patient);
  await saveGuardian(ctx, written.id, form, undefined);
  await signVersion(ctx, written, 'CREATE');
  await keepDecisions(ctx, written.id, candidates);
  const card = (await patientCard(ctx, [written.id])).get(written.id);
  if (!card) return refuse('notFound', { type: 'Patient', id: written.id });
  return { patient: card, warnings: inWords(ctx, warnings) };
};

/** For the words of the refusal: the likeliest chart by name and number, and how many there are. */
export function likeliestOf(ctx: Context, candidates: readonly LookAlike[]) {
  const [likeliest] = candidates;
  return {
    name: likeliest?.name ?? '',
    recordNumber: displayRecordNumber(likeliest?.recordNumber ?? '', countryOf(ctx.clinic)),
    count: candidates.length,
  };
}

/** A newborn is named after the mother, who speaks for it; a mother with a chart here gives her NIK too. */
async function completeNewborn(ctx: Context, form: PatientForm): Promise<void> {
  const mother = form.newbornOf;
  if (!mother) return;
  form.name ??= newbornName(mother.motherName, ctx.clinic.country);
  form.guardian ??= {
    name: mother.motherName,
    relationship: 'mother',
    ...(mother.patientId && { patientId: mother.patientId }),
  };
  if (!mother.patientId) return;
  await mustBePatient(ctx, mother.patientId);
  const nik = form.identifiers?.motherNik ?? (await identifierOf(ctx, mother.patientId, 'nik'));
  if (nik) form.identifiers = { ...form.identifiers, motherNik: nik };
}

/** The chart itself says with whom it was compared, so that the question is not asked again elsewhere. */
export function rememberDifferent(patient: Patient, candidates: readonly LookAlike[]): void {
  setExtension(patient, extensions.notThese, {
    extension: candidates.map((one) => ({
      url: 'patient',
      valueReference: { reference: `Patient/${one.id}` },
    })),
  });
}

export async function keepDecisions(
  ctx: Context,
  patientId: string,
  candidates: readonly LookAlike[],
): Promise<void> {
  for (const candidate of candidates) {
    const [low, high] = [patientId, candidate.id].sort();
    await ctx.db
      .insertInto('records_look_alike')
      .values({
        clinic_id: ctx.clinic.id,
        patient_id: low ?? '',
        other_id: high ?? '',
        score: candidate.score,
        reasons: candidate.reasons.join(' '),
        state: 'different',
        found_at: ctx.now,
        decided_at: ctx.now,
        decided_by: ctx.actor.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    ctx.note('records.saidDifferent', { patientId: candidate.id, details: { newPatientId: patientId } });
  }
}
