/**
 * A transaction in the shape of the public synthetic ones: one patient's years, every entry a POST under a `urn:uuid:`
 * by which the others point at it. 500 entries: patient, organisation, practitioner, 47 encounters, 30 conditions, 360
 * observations (every third a blood pressure) and 60 immunizations.
 * @param seed another patient for each
 */
export function patientBundle(seed: number) {
  const patient = urn(seed, 0);
  const organization = urn(seed, 1);
  const practitioner = urn(seed, 2);
  const encounters = Array.from({ length: 47 }, (_, at) => urn(seed, 3 + at));
  const visit = (at: number) => reference(encounters[at % encounters.length] ?? patient);
  let next = 50;
  const entries = [
    entryOf(patient, person(seed)),
    entryOf(organization, {
      ...{ resourceType: 'Organization', active: true, name: 'Harbor Street Clinic' },
      identifier: [{ system: 'https://example.org/organizations', value: `${seed}-1` }],
    }),
    entryOf(practitioner, {
      ...{ resourceType: 'Practitioner', active: true, name: [{ family: 'Wulandari', given: ['Sari'] }] },
      identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: String(1_000_000_000 + seed) }],
    }),
    ...encounters.map((url, at) => entryOf(url, encounter(at, patient, practitioner, organization))),
    ...Array.from({ length: 30 }, (_, at) => entryOf(urn(seed, next++), condition(at, patient, visit(at)))),
    ...Array.from({ length: 360 }, (_, at) =>
      entryOf(urn(seed, next++), observation(at, patient, visit(at))),
    ),
    ...Array.from({ length: 60 }, (_, at) =>
      entryOf(urn(seed, next++), immunization(at, patient, visit(at))),
    ),
  ];
  return { resourceType: 'Bundle', type: 'transaction', entry: entries };
}

interface Reference {
  reference: string;
}

const reference = (url: string): Reference => ({ reference: url });

/** The same for the same numbers, as the version of UUIDs that is anybody's own says it. */
function urn(seed: number, at: number): string {
  const digits = (value: number, length: number) => value.toString(16).padStart(length, '0');
  return `urn:uuid:${digits(seed, 8)}-${digits(at, 4)}-8000-8000-${digits(seed * 1000 + at, 12)}`;
}

function entryOf(fullUrl: string, resource: { resourceType: string } & Record<string, unknown>) {
  return { fullUrl, resource, request: { method: 'POST', url: resource.resourceType } };
}

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const snomed = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const born = Date.UTC(1961, 4, 3);

const instant = (months: number, minutes = 0) =>
  new Date(born + months * 30 * 86_400_000 + minutes * 60_000).toISOString();

function person(seed: number) {
  return {
    resourceType: 'Patient',
    text: {
      status: 'generated',
      div: '<div xmlns="http://www.w3.org/1999/xhtml">Made for a bench; it is nobody.</div>',
    },
    identifier: [
      { system: 'https://example.org/synthetic', value: `bench-${seed}` },
      {
        type: { coding: [{ system: `${hl7}/v2-0203`, code: 'DL', display: "Driver's License" }] },
        ...{ system: 'urn:oid:2.16.840.1.113883.4.3.25', value: `S9990${seed}` },
      },
    ],
    name: [{ use: 'official', family: `Abernathy${seed}`, given: ['Alva', `Ray${seed}`], prefix: ['Mrs.'] }],
    telecom: [{ system: 'phone', value: `555-${String(seed % 1000).padStart(3, '0')}-0142`, use: 'home' }],
    gender: 'female',
    birthDate: '1961-05-03',
    address: [
      { line: ['857 Harbor Street'], city: 'Boston', state: 'MA', postalCode: '02108', country: 'US' },
    ],
    maritalStatus: { coding: [{ system: `${hl7}/v3-MaritalStatus`, code: 'M', display: 'Married' }] },
    multipleBirthBoolean: false,
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en-US', display: 'English' }] } },
    ],
  };
}

function encounter(at: number, patient: string, practitioner: string, organization: string) {
  return {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: `${hl7}/v3-ActCode`, code: 'AMB' },
    type: [{ coding: [{ system: snomed, code: '185349003', display: 'Encounter for check up' }] }],
    subject: reference(patient),
    participant: [{ individual: reference(practitioner) }],
    period: { start: instant(at * 12), end: instant(at * 12, 30) },
    serviceProvider: reference(organization),
  };
}

const conditions = [
  ['59621000', 'Hypertension'],
  ['195662009', 'Acute viral pharyngitis'],
  ['44054006', 'Diabetes'],
] as const;

function condition(at: number, patient: string, visit: Reference) {
  const [code, display] = conditions[at % conditions.length] ?? conditions[0];
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: 'resolved' }] },
    verificationStatus: { coding: [{ system: `${hl7}/condition-ver-status`, code: 'confirmed' }] },
    code: { coding: [{ system: snomed, code, display }], text: display },
    subject: reference(patient),
    encounter: visit,
    onsetDateTime: instant(at * 12),
    abatementDateTime: instant(at * 12 + 1),
    recordedDate: instant(at * 12),
  };
}

const values = [
  ['8302-2', 'Body Height', 165.2, 'cm'],
  ['29463-7', 'Body Weight', 71.4, 'kg'],
  ['2339-0', 'Glucose', 88.25, 'mg/dL'],
  ['2093-3', 'Total Cholesterol', 181.92, 'mg/dL'],
] as const;

function observation(at: number, patient: string, visit: Reference) {
  const frame = {
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: `${hl7}/observation-category`, code: 'vital-signs', display: 'vital-signs' }] },
    ],
    subject: reference(patient),
    encounter: visit,
    effectiveDateTime: instant(at % 560, at),
    issued: instant(at % 560, at),
  };
  const concept = (code: string, display: string) => ({
    coding: [{ system: loinc, code, display }],
    text: display,
  });
  const quantity = (value: number, unit: string) => ({ value, unit, system: ucum, code: unit });
  if (at % 3 === 0)
    return {
      ...frame,
      code: concept('85354-9', 'Blood Pressure'),
      component: [
        { code: concept('8462-4', 'Diastolic Blood Pressure'), valueQuantity: quantity(84.5, 'mm[Hg]') },
        { code: concept('8480-6', 'Systolic Blood Pressure'), valueQuantity: quantity(128.75, 'mm[Hg]') },
      ],
    };
  const [code, display, value, unit] = values[at % values.length] ?? values[0];
  return { ...frame, code: concept(code, display), valueQuantity: quantity(value + (at % 9), unit) };
}

function immunization(at: number, patient: string, visit: Reference) {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }], text: 'Influenza' },
    patient: reference(patient),
    encounter: visit,
    occurrenceDateTime: instant(at * 9),
    primarySource: true,
  };
}
