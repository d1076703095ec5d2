import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAll, beforeAll } from 'vitest';
import { Refusal } from '#platform/shared/errors.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { resourceTypes } from '#platform/server/fhir/definitions.ts';
import { parametersOf } from '#platform/server/fhir/search-parameters.ts';
import { searchRows } from '#platform/server/record/search.ts';
import { parseSearch } from './parse-search.ts';
import { parseWishes } from './parse-wishes.ts';

const zone = 'Asia/Jakarta';
const where = (type: string, search: string) => parseSearch(type, new URLSearchParams(search), zone).where;

describe('a search, read', () => {
  it.each([
    [
      'Patient',
      'gender=male,female',
      [
        { on: 'token', code: 'male' },
        { on: 'token', code: 'female' },
      ],
    ],
    ['Patient', 'identifier=urn:x|1', [{ on: 'token', system: 'urn:x', code: '1' }]],
    ['Patient', 'identifier=|1', [{ on: 'token', system: '', code: '1' }]],
    ['Patient', 'identifier=urn:x|', [{ on: 'token', system: 'urn:x' }]],
    ['Patient', 'identifier=a\\|b\\,c', [{ on: 'token', code: 'a|b,c' }]],
    ['Patient', 'name=JOSÉ  P', [{ on: 'string', match: 'starts', folded: 'jose p', exact: 'JOSÉ  P' }]],
    [
      'Patient',
      'birthdate=ge1990',
      [{ on: 'date', prefix: 'ge', lo: '1989-12-31T17:00:00.000Z', hi: '1990-12-31T17:00:00.000Z' }],
    ],
    [
      'Observation',
      'date=2026-03-09T08:30',
      [{ on: 'date', prefix: 'eq', lo: '2026-03-09T01:30:00.000Z', hi: '2026-03-09T01:31:00.000Z' }],
    ],
    [
      'Observation',
      'date=2026-03-09T08:30:00+07:00',
      [{ on: 'date', prefix: 'eq', lo: '2026-03-09T01:30:00.000Z', hi: '2026-03-09T01:30:01.000Z' }],
    ],
    [
      'RiskAssessment',
      'probability=0.80',
      [{ on: 'quantity', prefix: 'eq', value: 0.8, lo: 0.795, hi: 0.805 }],
    ],
    [
      'Observation',
      'value-quantity=lt5.4||mg',
      [{ on: 'quantity', prefix: 'lt', value: 5.4, lo: 5.35, hi: 5.45, anyUnit: 'mg' }],
    ],
    ['Observation', 'subject=Patient/1', [{ on: 'reference', targetType: 'Patient', targetId: '1' }]],
    ['Observation', 'subject:Patient=1', [{ on: 'reference', targetType: 'Patient', targetId: '1' }]],
    ['Observation', 'subject=1', [{ on: 'reference', targetId: '1' }]],
    ['Observation', 'patient=1', [{ on: 'reference', targetType: 'Patient', targetId: '1' }]],
    [
      'Observation',
      'subject=https://x.example/Patient/1',
      [{ on: 'uri', value: 'https://x.example/Patient/1' }],
    ],
  ])('%s?%s', (type, search, tests) => {
    expect(where(type, search.replaceAll('+', '%2B'))).toEqual([expect.objectContaining({ tests })]);
  });

  it('reads a plus that was not escaped in the zone of a date, and our own address as ours', () => {
    expect(where('Observation', 'date=2026-03-09T08:30:00+07:00')).toEqual(
      where('Observation', 'date=2026-03-09T08:30:00%2B07:00'),
    );
    const given = new URLSearchParams('subject=https://klinik.example/fhir/R4/Patient/1');
    const { where: [one] = [] } = parseSearch('Observation', given, zone, {
      baseUrl: 'https://klinik.example/fhir/R4',
    });
    expect(one).toMatchObject({ tests: [{ on: 'reference', targetType: 'Patient', targetId: '1' }] });
  });

  it('widens what is only about a date by a tenth of how long ago it is', () => {
    const options = { nowMs: Date.parse('2026-03-11T00:00:00Z') };
    const { where: [one] = [] } = parseSearch(
      'Observation',
      new URLSearchParams('date=ap2026-03-01T00:00:00Z'),
      zone,
      options,
    );
    expect(one).toMatchObject({
      tests: [{ prefix: 'ap', lo: '2026-02-28T00:00:00.000Z', hi: '2026-03-02T00:00:01.000Z' }],
    });
  });

  it('takes no more than 20 conditions of 200 values, and three keys to sort by', () => {
    for (const search of [
      Array.from({ length: 21 }, (_, at) => `name=a${at}`).join('&'),
      `gender=${Array.from({ length: 201 }, (_, at) => at).join(',')}`,
      '_sort=family,given,name,birthdate',
    ])
      expect(() => where('Patient', search)).toThrow(Refusal);
  });
});

describe('nonsense', () => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic();
  });
  afterAll(() => clinic.close());

  const types = resourceTypes();
  const parts = [
    'a',
    '1',
    '|',
    ',',
    '\\',
    '$',
    ':',
    '.',
    '/',
    'ge',
    '-',
    '+',
    ' ',
    '%',
    "'",
    '\u0000',
    'é',
    '\u{10FFFF}',
    '\ud800',
    '2026',
    'e9',
    '|http://unitsofmeasure.org|',
    'kg',
    'Patient',
  ];
  const likely = fc.constantFrom(
    'a',
    '1',
    '2026',
    'ge2026-03',
    'true',
    'Patient/1',
    '1|http://unitsofmeasure.org|kg',
    'lt5||mg',
    'urn:x|y',
  );
  const text = fc.oneof(
    { weight: 6, arbitrary: likely },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((all) => all.join('')),
    },
  );
  const named = fc.constantFrom(...types).chain((type) => {
    const own = [
      ...parametersOf(type).keys(),
      '_sort',
      '_count',
      '_cursor',
      '_include',
      '_revinclude',
      '_elements',
      '_summary',
      '_total',
      '_has:x:y:z',
    ];
    const modifier = fc.constantFrom(
      ...['', '', '', '', '', ''],
      ':not',
      ':exact',
      ':contains',
      ':missing',
      ':text',
      ':Patient',
      ':Patient.name',
      '.name',
      ':above',
      ':x',
    );
    const pair = fc.tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: text }),
      modifier,
      text,
    );
    return fc.tuple(fc.constant(type), fc.array(pair, { minLength: 1, maxLength: 2 }));
  });

  it('is refused by name or answered, and never fails or hangs', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(named, async ([type, pairs]) => {
        const given = new URLSearchParams(
          pairs.map(([name, modifier, value]) => [`${name}${modifier}`, value]),
        );
        const began = performance.now();
        try {
          const query = parseSearch(type, given, zone);
          parseWishes(type, given);
          await clinic.inside((ctx) => searchRows(ctx, type, query));
          answered += 1;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        expect(performance.now() - began).toBeLessThan(5_000);
      }),
      { numRuns: 1_000 },
    );
    expect(answered).toBeGreaterThan(60);
  }, 120_000);
});
