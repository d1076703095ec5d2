import type { MatchPatients } from '#platform/server/slice.ts';
import { isSamePerson, lookAlikesOf } from './look-alikes.ts';
import { patientToForm } from './patient-form.ts';

/** The same rules by which registration finds a chart that may be this person's already. */
export const matchPatients: MatchPatients = async (ctx, patient) => {
  const found = await lookAlikesOf(ctx, patientToForm(patient));
  return found.map((one) => ({
    id: one.id,
    score: one.score,
    grade: isSamePerson(one) ? 'certain' : one.verdict === 'same' ? 'probable' : 'possible',
  }));
};
