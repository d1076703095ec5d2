import { chronic } from '#testing/search/grown.ts';

const loinc = 'http://loinc.org';

/** Whom so many-th is measured: one patient after the other, but for her whose chart is opened. */
const measured = (count: number) => {
  const id = `patient-${1 + (count % 1_000)}`;
  return id === chronic ? 'patient-1' : id;
};

/** A blood pressure of 1.5 kB, one of many. @param minutes after which the next one is measured */
export function reading(
  count: number,
  systolic = 110 + (count % 40),
  patientId = measured(count),
  minutes = 1,
) {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'vital-signs',
            display: 'Vital Signs',
          },
        ],
      },
    ],
    code: { coding: [{ system: loinc, code: '85354-9', display: 'Blood pressure panel' }] },
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: new Date(Date.UTC(2025, 0, 1) + count * minutes * 60_000).toISOString(),
    performer: [{ reference: 'Practitioner/bench', display: 'Sari Wulandari' }],
    bodySite: {
      coding: [{ system: 'http://snomed.info/sct', code: '368209003', display: 'Right upper arm' }],
    },
    device: { display: 'Automatic upper-arm monitor, room 2' },
    note: [{ text: 'Seated, back supported, after five minutes of rest; second reading of two. '.repeat(4) }],
    component: [component('8480-6', 'Systolic', systolic), component('8462-4', 'Diastolic', 70)],
  };
}

function component(code: string, name: string, value: number) {
  return {
    code: { coding: [{ system: loinc, code, display: `${name} blood pressure` }] },
    valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
  };
}

/** A transaction that creates so many. */
export function bundleOf(entries: number, next: () => number) {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Array.from({ length: entries }, () => ({
      resource: reading(next()),
      request: { method: 'POST', url: 'Observation' },
    })),
  };
}
