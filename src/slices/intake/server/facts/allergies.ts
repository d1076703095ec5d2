import type { AllergyIntolerance } from '@medplum/fhirtypes';
import { clinicalStatus, standingAllergies } from '#slices/records/server/index.ts';
import { type Codec, conceptText, factWith, hasCode, isDoubtful, noted, refOf, setDoubt } from './codec.ts';

/** Statements that there is nothing (SNOMED): no facts, but a word on the list. */
export const isNoneStatement = ({ code }: AllergyIntolerance) => hasCode(code, '716186003', '409137002');

/** Allergies are kept by the duty that keeps the chart; here they are only asked like the rest. */
export const allergies: Codec = {
  async standing(ctx, patientId) {
    return (await standingAllergies(ctx, patientId)).filter((one) => !isNoneStatement(one));
  },
  factOf(resource) {
    const allergy = resource as AllergyIntolerance;
    const reactions = (allergy.reaction ?? []).flatMap(({ manifestation, severity }) => [
      // 261665006: asked, and nobody knows
      ...manifestation.filter((one) => !hasCode(one, '261665006')).map(conceptText),
      ...(severity ? [severity] : []),
    ]);
    return factWith({
      ...{ ref: refOf(allergy), label: conceptText(allergy.code) || '?', since: allergy.onsetDateTime },
      detail: allergy.reaction?.[0]?.manifestation.length ? reactions.join(', ') : undefined,
      doubtful: isDoubtful(allergy),
    });
  },
  make() {
    throw new Error('allergies are added by the duty that keeps the chart');
  },
  answer(resource, { answer, detail }, about) {
    const allergy = resource as AllergyIntolerance;
    setDoubt(allergy, answer === 'unknown');
    if (answer === 'changed' && detail) {
      const [first, ...others] = allergy.reaction ?? [];
      allergy.reaction = [{ ...first, manifestation: [{ text: detail }] }, ...others];
    }
    if (answer === 'stopped') {
      allergy.clinicalStatus = clinicalStatus('resolved');
      Object.assign(allergy, noted(allergy.note, detail, about));
    }
    return allergy;
  },
};
