import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '@medplum/fhirtypes';

/** Resources of third parties, which lie beside the project and not in it. */
const folder = join(process.env.SERAMBI_TEST_DATA ?? '../shared/data', 'fhir', 'r4-examples');

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const names = [
  'Siti',
  'Sitompul',
  'José',
  'JOSE',
  'Smith',
  'Smithson',
  'Müller',
  'Ni Luh',
  'O’Brien',
  'de la Cruz',
  'Ade',
];
const codes = ['8867-4', '85354-9', '8310-5', '29463-7', '2708-6'];
const days = ['2026-03-09', '2026-03-10', '2026-03', '2026', '2025-12-31', '2026-01-01', '2024-02-29'];
const times = [
  'T08:30:00+07:00',
  'T23:59:59Z',
  'T00:00:00Z',
  'T17:00:00Z',
  'T16:59:59.999Z',
  'T08:30:00.5Z',
  'T12:00:00-05:00',
];
const amounts = [5, 5.4, 5.35, 5.45, 100, 99.5, 100.5, 0.0054, -3, 0, 120, 1e3, 5400];
const units = ['mg', 'g', 'kg', 'ug', 'mm[Hg]', 'kPa', 'cm', 'm', '[iU]'];

/**
 * The resources that a search is tried on: the official examples where they are at hand, and made ones whose values
 * lie on the edges of what is asked for.
 * @param random dice in [0, 1)
 */
export function makeCorpus(count: number, random: () => number): Resource[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const maybe = (share: number, members: object) => (random() < share ? members : {});
  const date = () =>
    random() < 0.4 ? pick(days) : `${pick(days.filter((one) => one.length === 10))}${pick(times)}`;
  const period = () => {
    const ends = [date(), date()].filter((one) => one.length >= 10).sort();
    const [start = '2026-01-01', end = '2026-12-31'] = ends;
    return pick([{ start }, { end }, { start: start.slice(0, 10), end: `${end.slice(0, 4)}-12-31` }]);
  };
  const patientId = () => `p${Math.floor(random() * 25)}`;
  const reference = () =>
    pick([
      ...Array.from({ length: 12 }, () => ({ reference: `Patient/${patientId()}` })),
      { reference: 'Group/g1' },
      { reference: `Patient/${patientId()}/_history/2` },
      { reference: 'https://elsewhere.example/fhir/Patient/p1' },
      { identifier: { system: 'urn:mrn', value: '7' } },
    ]);
  const concept = () => ({
    ...maybe(0.85, {
      coding: [
        {
          system: pick([loinc, 'urn:own']),
          code: pick(codes),
          ...maybe(0.6, { display: pick(['Heart rate', 'Denyut', 'Tekanan darah']) }),
        },
      ],
    }),
    text: pick(['Denyut nadi', 'Blood pressure', 'Suhu']),
  });
  const quantity = () => ({
    value: pick(amounts),
    ...pick([
      { system: ucum, code: pick(units), unit: pick(units) },
      { unit: pick(units) },
      { system: 'urn:own', code: 'tablet', unit: 'tablet' },
    ]),
    ...maybe(0.1, { comparator: pick(['<', '>', '<=', '>=']) }),
  });
  const meta = () =>
    maybe(0.2, {
      meta: {
        tag: [{ system: 'urn:tags', code: pick(['a', 'b']) }],
        profile: [pick(['http://x.example/p|1', 'http://x.example/p'])],
      },
    });
  const identifier = () =>
    maybe(0.6, {
      identifier: [
        {
          system: pick(['urn:mrn', 'urn:nik']),
          value: String(Math.floor(random() * 20)),
          ...maybe(0.3, { type: { text: 'Nomor rekam' } }),
        },
      ],
    });
  const makers: ((id: string) => object)[] = [
    (id) => ({
      ...{ resourceType: 'Patient', id, ...meta(), ...identifier() },
      ...maybe(0.9, {
        name: [
          { text: `${pick(names)} ${pick(names)}`, family: pick(names), given: [pick(names), pick(names)] },
        ],
      }),
      ...maybe(0.8, { gender: pick(['male', 'female']) }),
      ...maybe(0.8, { birthDate: pick([...days, '1990-03-10', '1990']) }),
      ...maybe(0.3, { address: [{ city: pick(['Denpasar', 'Boston']), line: ['Jl. Mawar 1'] }] }),
      ...maybe(0.3, { telecom: [{ system: pick(['phone', 'email']), value: pick(['+62812', 'a@b.id']) }] }),
      ...maybe(
        0.3,
        pick([{ deceasedBoolean: true }, { deceasedBoolean: false }, { deceasedDateTime: date() }]),
      ),
      ...maybe(0.5, { active: random() < 0.5 }),
    }),
    ...Array.from({ length: 5 }, () => (id: string) => ({
      ...{
        resourceType: 'Observation',
        id,
        ...meta(),
        ...identifier(),
        status: pick(['final', 'preliminary', 'amended']),
        code: concept(),
      },
      ...maybe(0.9, { subject: reference() }),
      ...maybe(
        0.9,
        pick([
          { effectiveDateTime: date() },
          { effectiveInstant: '2026-03-10T02:00:00.250Z' },
          { effectivePeriod: period() },
          { effectiveTiming: { event: ['2026-03-10', '2026-03-09'] } },
        ]),
      ),
      ...maybe(
        0.8,
        pick([
          { valueQuantity: quantity() },
          { valueQuantity: quantity() },
          { valueCodeableConcept: concept() },
          { valueString: pick(names) },
          { valueDateTime: date() },
        ]),
      ),
      ...maybe(0.3, {
        component: [
          { code: concept(), valueQuantity: quantity() },
          { code: concept(), valueQuantity: quantity() },
        ],
      }),
    })),
    (id) => ({
      ...{
        resourceType: 'Encounter',
        id,
        status: pick(['planned', 'finished']),
        class: { code: pick(['AMB', 'IMP']) },
      },
      ...maybe(0.9, { subject: { reference: `Patient/${patientId()}` }, period: period() }),
      ...maybe(0.3, { length: { value: pick(amounts), system: ucum, code: pick(['min', 'h', 'd']) } }),
    }),
    (id) => ({
      ...{ resourceType: 'Appointment', id, status: 'booked' },
      ...maybe(0.9, { start: '2026-03-09T01:00:00Z', end: '2026-03-09T02:00:00Z' }),
      participant: [
        { actor: { reference: `Patient/${patientId()}` }, status: 'accepted' },
        { actor: { reference: 'Practitioner/dr' }, status: 'accepted' },
      ],
    }),
    (id) => ({
      ...{ resourceType: 'Condition', id, code: concept(), subject: { reference: `Patient/${patientId()}` } },
      ...maybe(
        0.7,
        pick([
          { onsetDateTime: date() },
          { onsetPeriod: period() },
          { onsetString: 'lama' },
          { onsetAge: { value: 5, system: ucum, code: 'a' } },
        ]),
      ),
    }),
    (id) => ({
      ...{
        resourceType: 'RiskAssessment',
        id,
        status: 'final',
        subject: { reference: `Patient/${patientId()}` },
      },
      prediction: [{ probabilityDecimal: pick([0.1, 0.15, 0.05, 0.2, 1e-3]) }],
    }),
    (id) => ({
      ...{
        resourceType: 'ValueSet',
        id,
        status: 'active',
        url: pick(['http://x.example/vs', 'http://x.example/vs2', 'urn:oid:1.2.3']),
        name: pick(names),
      },
      ...maybe(0.5, { date: pick(days), title: pick(names) }),
    }),
    (id) => ({
      ...{ resourceType: 'Invoice', id, status: 'issued', subject: { reference: `Patient/${patientId()}` } },
      ...maybe(0.9, {
        totalGross: { value: pick(amounts), currency: pick(['IDR', 'USD']) },
        date: pick(days),
      }),
    }),
  ];
  const made = Array.from({ length: 25 }, (_, at) => makers[0]?.(`p${at}`) as Resource);
  for (let at = 0; made.length < count; at++) made.push(pick(makers)(`made-${at}`) as Resource);
  return [...examples(), ...made];
}

function examples(): Resource[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Resource)
    .filter((one) => one.id !== undefined && one.resourceType !== 'AuditEvent');
}
