import type { Flag, RelatedPerson } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { PatientBanner, records } from '../contract.ts';
import { lastReview } from './allergies.ts';
import { patientCard } from './cards.ts';
import { isBirthDateUnknown, patientToForm } from './patient-form.ts';

export const readBanner: Verb<typeof records, 'readBanner'> = (ctx, { patientId }) =>
  bannerOf(ctx, patientId);

/** What the banner shows. Refuses with `notFound`. */
export async function bannerOf(ctx: Context, patientId: string): Promise<PatientBanner> {
  const [cards, patient, [guardian], review, severe, flags] = await Promise.all([
    patientCard(ctx, [patientId]),
    ctx.record.read('Patient', patientId),
    guardiansOf(ctx, patientId),
    lastReview(ctx, patientId),
    ctx.db
      .selectFrom('records_allergy')
      .select('allergy_id')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('patient_id', '=', patientId)
      .where('severe', '=', true)
      .execute(),
    flagsOf(ctx, patientId),
  ]);
  const card = cards.get(patientId);
  if (!card || !patient) return refuse('notFound', { type: 'Patient', id: patientId });
  const form = patientToForm(patient, guardian);
  return {
    ...card,
    deceasedOn: patient.deceasedDateTime,
    birthDateUnknown: isBirthDateUnknown(patient),
    nickname: form.nickname,
    phone: form.phone,
    interpreterNeeded: form.interpreterNeeded ?? false,
    guardian: form.guardian && {
      name: form.guardian.name,
      relationship: form.guardian.relationship,
      phone: form.guardian.phone,
    },
    replacedBy: patient.link?.find((link) => link.type === 'replaced-by')?.other?.reference?.split('/')[1],
    severeAllergy: severe.length > 0,
    allergiesReviewed: review && { at: review.reviewed_at, by: review.reviewed_by },
    signals: signalsOf(ctx, card, flags),
  };
}

function flagsOf(ctx: Context, patientId: string): Promise<Flag[]> {
  return ctx.record.search('Flag', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 20,
  });
}

/** Our own flags, then those that somebody set on the patient as FHIR Flag. */
function signalsOf(
  ctx: Context,
  card: { deceased?: boolean | undefined; active: boolean; flags: string[] },
  flags: readonly Flag[],
): PatientBanner['signals'] {
  const grave = [words(ctx.language, 'records_flag_deceased'), words(ctx.language, 'records_flag_inactive')];
  const own = card.flags.map((flag) => ({
    words: flag,
    tone: grave.includes(flag) ? ('red' as const) : ('amber' as const),
  }));
  const active = flags.filter((flag) => flag.status === 'active');
  return [
    ...own,
    ...active.map((flag) => ({
      words: flag.code?.text ?? flag.code?.coding?.[0]?.display ?? flag.code?.coding?.[0]?.code ?? '',
      tone: flag.category?.some((one) => one.coding?.some((coding) => coding.code === 'safety'))
        ? ('red' as const)
        : ('amber' as const),
    })),
  ].filter((signal) => signal.words !== '');
}

/** Who speaks for the patient, those entered first first. */
export async function guardiansOf(ctx: Context, patientId: string): Promise<RelatedPerson[]> {
  const people = await ctx.record.search('RelatedPerson', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 20,
  });
  return people.filter((person) => person.active !== false).reverse();
}
