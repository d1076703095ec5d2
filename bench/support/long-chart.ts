import { reading } from './readings.ts';

const apart = 9 * 60;

/**
 * A transaction of a hundred out of the years of one patient who is measured two or three times a day: readings, and
 * of each ten a laboratory value, a visit, a diagnosis or a vaccination.
 * @param from number of the first
 */
export function someOfLongChart(from: number, patientId: string) {
  const entry = Array.from({ length: 100 }, (_, at) => {
    const resource = resourceOf(from + at, patientId);
    return { resource, request: { method: 'POST', url: resource.resourceType } };
  });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function resourceOf(count: number, patientId: string) {
  const sign = reading(count, undefined, patientId, apart);
  const at = sign.effectiveDateTime;
  const subject = { reference: `Patient/${patientId}` };
  const concept = (system: string, code: string, display: string) => ({
    coding: [{ system, code, display }],
    text: display,
  });
  switch (count % 40) {
    case 0:
    case 10:
    case 20:
      return laboratory(subject, at, count);
    case 5:
      return {
        ...{ resourceType: 'Encounter', status: 'finished', subject },
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        period: { start: at, end: at },
      };
    case 15:
      return {
        ...{ resourceType: 'Condition', subject, recordedDate: at },
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'resolved' }],
        },
        code: concept('http://snomed.info/sct', '195662009', 'Acute viral pharyngitis'),
      };
    case 25:
      return {
        ...{ resourceType: 'Immunization', status: 'completed', patient: subject, occurrenceDateTime: at },
        vaccineCode: concept('http://hl7.org/fhir/sid/cvx', '140', 'Influenza'),
      };
    default:
      return sign;
  }
}

function laboratory(subject: { reference: string }, at: string, count: number) {
  return {
    ...{ resourceType: 'Observation', status: 'final', subject, effectiveDateTime: at },
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
          },
        ],
      },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '2339-0', display: 'Glucose' }], text: 'Glucose' },
    valueQuantity: {
      ...{ value: 80 + (count % 60), unit: 'mg/dL' },
      ...{ system: 'http://unitsofmeasure.org', code: 'mg/dL' },
    },
  };
}
