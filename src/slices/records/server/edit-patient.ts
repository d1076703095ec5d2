import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { records } from '../contract.ts';
import { bannerOf, guardiansOf } from './banner.ts';
import { mustBePatient, patientCard } from './cards.ts';
import { checkForm } from './check-form.ts';
import { isSamePerson, lookAlikesOf } from './look-alikes.ts';
import { applyForm } from './patient-codec.ts';
import { patientToForm } from './patient-form.ts';
import { likeliestOf } from './register-patient.ts';
import { inWords, saveGuardian, signVersion } from './save-patient.ts';

export const readPatient: Verb<typeof records, 'readPatient'> = async (ctx, { patientId }) => {
  const stored = await ctx.record.stored('Patient', patientId);
  const patient = await ctx.record.mustRead('Patient', patientId);
  const [guardian] = await guardiansOf(ctx, patientId);
  return {
    form: patientToForm(patient, guardian),
    version: stored?.version ?? 0,
    banner: await bannerOf(ctx, patientId),
  };
};

export const editPatient: Verb<typeof records, 'editPatient'> = async (
  ctx,
  { patientId, version, ...given },
) => {
  await mustBePatient(ctx, patientId);
  const { form, warnings } = checkForm(ctx, given);
  const same = (await lookAlikesOf(ctx, form, patientId)).filter(isSamePerson);
  if (same.length > 0) ctx.fail('samePerson', { candidates: same, ...likeliestOf(ctx, same) });
  const [guardian] = await guardiansOf(ctx, patientId);
  const written = await ctx.record.patch(
    'Patient',
    patientId,
    (patient) => applyForm(patient, form, ctx.clinic.country),
    { ifVersion: version },
  );
  await saveGuardian(ctx, patientId, form, guardian);
  await signVersion(ctx, written, 'UPDATE');
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  if (!card) return refuse('notFound', { type: 'Patient', id: patientId });
  return { patient: card, warnings: inWords(ctx, warnings) };
};
