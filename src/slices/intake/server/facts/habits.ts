import type { Coding, Observation } from '@medplum/fhirtypes';
import { type Habit, type HabitChoice, habitChoices } from '#slices/intake/shared/topics.ts';
import { type Codec, conceptText, factWith, noted, refOf } from './codec.ts';

const snomed = 'http://snomed.info/sct';
const own = 'https://serambi.health/fhir/CodeSystem/alcohol-use';

interface Kind {
  code: Coding;
  text: string;
  /** Codes of each choice, ours first; others of the same meaning are read as it. */
  values: Partial<Record<HabitChoice, readonly [Coding, ...string[]]>>;
}

const kinds: Record<Habit, Kind> = {
  tobacco: {
    code: { system: 'http://loinc.org', code: '72166-2', display: 'Tobacco smoking status' },
    text: 'Tobacco smoking status',
    values: {
      never: [{ system: snomed, code: '266919005', display: 'Never smoked tobacco' }],
      former: [{ system: snomed, code: '8517006', display: 'Ex-smoker' }],
      someDays: [{ system: snomed, code: '77176002', display: 'Smoker' }, '428041000124106'],
      daily: [{ system: snomed, code: '449868002', display: 'Smokes tobacco daily' }],
    },
  },
  // the standards' lists for drinking differ from each other, so that the choice is our own and the words say it
  alcohol: {
    code: { system: 'http://loinc.org', code: '11331-6', display: 'History of Alcohol use' },
    text: 'History of alcohol use',
    values: {
      never: [{ system: own, code: 'never', display: 'Does not drink' }],
      former: [{ system: own, code: 'former', display: 'Used to drink' }],
      current: [{ system: own, code: 'current', display: 'Drinks' }],
    },
  },
};

/** One habit: the newest observation of it is what is so today. */
export const habit = (which: Habit): Codec => ({
  async standing(ctx, patientId) {
    const found = await ctx.record.search('Observation', {
      where: [
        { param: 'patient', reference: `Patient/${patientId}` },
        { param: 'code', token: [kinds[which].code.code ?? ''] },
      ],
      ...{ order: '-date', limit: 20 },
    });
    return found.filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled').slice(0, 1);
  },
  factOf(resource) {
    const observation = resource as Observation;
    const { valueCodeableConcept: value } = observation;
    const choice = habitChoices[which].find((one) => {
      const [coding, ...others] = kinds[which].values[one] ?? [];
      return value?.coding?.some(
        ({ code }) => code !== undefined && [coding?.code, ...others].includes(code),
      );
    });
    return factWith({
      ...{ ref: refOf(observation), label: choice ? '' : conceptText(value), choice },
      detail: observation.note?.at(-1)?.text,
    });
  },
  make: (added, about) => {
    const { code, text, values } = kinds[which];
    const [coding] = values[added.choice ?? 'never'] ?? [];
    return {
      resourceType: 'Observation',
      status: 'final',
      category: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'social-history' },
          ],
        },
      ],
      code: { coding: [code], text },
      subject: { reference: `Patient/${about.patientId}` },
      encounter: { reference: `Encounter/${about.visitId}` },
      effectiveDateTime: about.now,
      performer: [about.author],
      ...(coding && { valueCodeableConcept: { coding: [coding], text: coding.display ?? '' } }),
      ...noted(undefined, added.detail, about),
    };
  },
  // a habit that has changed is a new observation; the one before it stays as it was
  answer: (resource) => resource,
});
