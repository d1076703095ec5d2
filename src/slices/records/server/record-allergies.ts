import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { foldName } from '#platform/shared/names.ts';
import { today } from '#platform/shared/time.ts';
import type { records } from '../contract.ts';
import { allergiesOf, standingAllergies } from './allergies.ts';
import {
  endAllergyBecause,
  newAllergy,
  noneKnown,
  overtake,
  reviewList,
  statementOf,
  substanceOf,
} from './allergy-codec.ts';
import { mustBePatient } from './cards.ts';

export const recordAllergies: Verb<typeof records, 'recordAllergies'> = async (ctx, input) => {
  const { patientId, visitId, add, none } = input;
  await mustBePatient(ctx, patientId);
  if (visitId) await mustBeTheirVisit(ctx, patientId, visitId);
  const day = today(ctx.clock, ctx.clinic.zone);
  for (const [place, { onset }] of add.entries()) {
    if (onset && onset > day.slice(0, onset.length))
      refuseField(`add.${place}.onset`, 'records_field_dateInFuture');
  }
  const standing = await standingAllergies(ctx, patientId);
  const listed = standing.filter((one) => statementOf(one) === 'allergy');
  const statements = standing.filter((one) => statementOf(one) !== 'allergy');
  if (none === 'all' && listed.length + add.length > 0) {
    ctx.fail('allergiesListed', { substances: listed.map(substanceOf).join(', ') });
  }
  if (add.length === 0 && !none && standing.length === 0) ctx.fail('nothingToReview');
  const names = new Set(listed.map((one) => foldName(substanceOf(one))));
  for (const { substance } of add) {
    if (names.has(foldName(substance))) ctx.fail('alreadyListed', { substance });
    names.add(foldName(substance));
  }
  const scope = await ctx.may('records.recordAllergy');
  const about = { patientId, visitId, preliminary: scope.allowed && scope.preliminary };
  const overtaken = statements.filter((one) => isOvertaken(one, add, none));
  for (const one of overtaken) {
    if (one.id) await ctx.record.patch('AllergyIntolerance', one.id, overtake);
  }
  const kept = standing.filter((one) => !overtaken.includes(one)).flatMap((one) => one.id ?? []);
  for (const given of add) kept.push((await ctx.record.create(newAllergy(ctx, given, about))).id);
  if (none) kept.push((await ctx.record.create(noneKnown(ctx, none, about))).id);
  await ctx.record.create(reviewList(ctx, about, kept));
  return allergiesOf(ctx, patientId);
};

/** A review is written to the visit of this very patient, or to none. */
async function mustBeTheirVisit(ctx: Context, patientId: string, visitId: string): Promise<void> {
  const visit = await ctx.record.mustRead('Encounter', visitId);
  if (visit.subject?.reference !== `Patient/${patientId}`)
    refuse('notFound', { type: 'Encounter', id: visitId });
}

/** An allergy ends "none known", a medicine "none to drugs", and a new statement the one before it. */
function isOvertaken(
  statement: AllergyIntolerance,
  add: readonly { category?: string | undefined }[],
  none: 'all' | 'drugs' | undefined,
): boolean {
  if (none) return true;
  if (add.length === 0) return false;
  // an allergy of unstated category may be one to a drug
  return (
    statementOf(statement) === 'none' || add.some(({ category }) => category === 'medication' || !category)
  );
}

export const endAllergy: Verb<typeof records, 'endAllergy'> = async (
  ctx,
  { patientId, allergyId, why, reason },
) => {
  await mustBePatient(ctx, patientId);
  const current = await ctx.record.mustRead('AllergyIntolerance', allergyId);
  if (current.patient.reference !== `Patient/${patientId}`)
    refuse('notFound', { type: 'AllergyIntolerance', id: allergyId });
  await ctx.record.patch('AllergyIntolerance', allergyId, (one) => endAllergyBecause(ctx, one, why, reason));
  return allergiesOf(ctx, patientId);
};
