import { describe, expect, it } from 'vitest';
import { resourceTypes } from './definitions.ts';
import { foldText } from './fold.ts';
import { parseLossless } from './json-text.ts';
import { indexRows } from './search-index.ts';
import { parameterOf, parametersOf } from './search-parameters.ts';

const zone = 'Asia/Jakarta';

function rowsOf(resource: object, kind: keyof ReturnType<typeof indexRows>, param: string): object[] {
  return indexRows(resource, zone)
    [kind].filter((row) => row.param === param)
    .map(({ param: _, ...row }) => row);
}

const patient = {
  resourceType: 'Patient',
  meta: { tag: [{ system: 'http://x/tag', code: 'demo' }], profile: ['http://x/p|2'] },
  identifier: [{ system: 'https://fhir.kemkes.go.id/id/nik', value: '3171234567890001' }],
  name: [{ text: 'José  PÉREZ', family: 'Pérez', given: ['José'] }],
  telecom: [
    { system: 'phone', value: '+628123' },
    { system: 'email', value: 'a@b.id' },
  ],
  gender: 'female',
  birthDate: '1990-03-10',
  managingOrganization: { reference: 'Organization/klinik' },
};

/** Longer than a day of 25 hours, or open. */
function isLong(lo: string, hi: string): boolean {
  return !(Date.parse(hi) - Date.parse(lo) <= 25 * 3_600_000);
}

function observation(value: string): object {
  return parseLossless(
    `{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},${value}}`,
  ) as object;
}

describe('search rows', () => {
  it('find a patient by identifier, with its system', () => {
    expect(rowsOf(patient, 'token', 'identifier')).toEqual([
      { system: 'https://fhir.kemkes.go.id/id/nik', code: '3171234567890001' },
    ]);
  });

  it('give a bare code the system that its closed list has', () => {
    expect(rowsOf(patient, 'token', 'gender')).toEqual([
      { system: 'http://hl7.org/fhir/administrative-gender', code: 'female' },
    ]);
  });

  it('split contact points by their system', () => {
    expect(rowsOf(patient, 'token', 'phone')).toEqual([{ system: '', code: '+628123' }]);
    expect(rowsOf(patient, 'token', 'email')).toEqual([{ system: '', code: 'a@b.id' }]);
  });

  it('fold every part of a name', () => {
    expect(rowsOf(patient, 'string', 'name')).toEqual([
      { folded: 'jose perez', exact: 'José  PÉREZ' },
      { folded: 'perez', exact: 'Pérez' },
      { folded: 'jose', exact: 'José' },
    ]);
  });

  it('read a date without a zone as a day of the clinic', () => {
    expect(rowsOf(patient, 'date', 'birthdate')).toEqual([
      { lo: '1990-03-09T17:00:00.000Z', hi: '1990-03-10T17:00:00.000Z', long: false },
    ]);
  });

  it('know a day of 23 hours', () => {
    const rows = indexRows({ resourceType: 'Patient', birthDate: '2026-03-08' }, 'America/New_York');
    expect(rows.date).toEqual([
      { param: 'birthdate', lo: '2026-03-08T05:00:00.000Z', hi: '2026-03-09T04:00:00.000Z', long: false },
    ]);
  });

  it('carry the tags and profiles that every resource may have', () => {
    expect(rowsOf(patient, 'token', '_tag')).toEqual([{ system: 'http://x/tag', code: 'demo' }]);
    expect(rowsOf(patient, 'uri', '_profile')).toEqual([{ value: 'http://x/p|2' }, { value: 'http://x/p' }]);
  });

  it.each([
    [{}, 'false'],
    [{ deceasedBoolean: false }, 'false'],
    [{ deceasedBoolean: true }, 'true'],
    [{ deceasedDateTime: '2026' }, 'true'],
  ])('tell whether a patient with %o has died: %s', (members, code) => {
    expect(rowsOf({ ...patient, ...members }, 'token', 'deceased')).toEqual([{ system: '', code }]);
  });

  it.each([
    ['"effectiveDateTime":"2026"', '2025-12-31T17:00:00.000Z', '2026-12-31T17:00:00.000Z'],
    ['"effectiveDateTime":"2026-03"', '2026-02-28T17:00:00.000Z', '2026-03-31T17:00:00.000Z'],
    [
      '"effectiveDateTime":"2026-03-10T09:00:00+07:00"',
      '2026-03-10T02:00:00.000Z',
      '2026-03-10T02:00:01.000Z',
    ],
    ['"effectiveInstant":"2026-03-10T02:00:00.25Z"', '2026-03-10T02:00:00.250Z', '2026-03-10T02:00:00.260Z'],
    ['"effectivePeriod":{"start":"2026-03-10"}', '2026-03-09T17:00:00.000Z', 'infinity'],
    ['"effectivePeriod":{"end":"2026-03-10T02:00:00Z"}', '-infinity', '2026-03-10T02:00:01.000Z'],
    [
      '"effectiveTiming":{"event":["2026-03-12","2026-03-10"]}',
      '2026-03-09T17:00:00.000Z',
      '2026-03-12T17:00:00.000Z',
    ],
    ['"effectiveDateTime":"2016-12-31T23:59:60Z"', '2017-01-01T00:00:00.000Z', '2017-01-01T00:00:01.000Z'],
    ['"effectiveDateTime":"9999"', '9998-12-31T17:00:00.000Z', '9999-12-31T17:00:00.000Z'],
    ['"effectiveDateTime":"0001-01-01"', '-infinity', '0001-01-01T16:52:48.000Z'],
  ])('give %s the range %s to %s', (value, lo, hi) => {
    const [row, ...more] = rowsOf(observation(value), 'date', 'date');
    expect([row, more]).toEqual([{ lo, hi, long: isLong(lo, hi) }, []]);
  });

  it.each([
    ['5.4', 'mg', 5.4, 'g1', 0.0054],
    ['5.40', 'mg', 5.4, 'g1', 0.0054],
    ['1e2', 'ug', 100, 'g1', 0.0001],
    ['-0.10', 'kg', -0.1, 'g1', -100],
    ['37', 'Cel', 37, 'K1', 310.15],
    ['98.6', '[degF]', 98.6, 'K1', 310.15],
    ['120', 'mm[Hg]', 120, 'g1m-1s-2', 15998640],
    ['7', '[iU]', 7, '', 0],
    ['7', 'tablets', 7, '', 0],
  ])('give %s %s as it is and in base units', (literal, code, value, canonical, base) => {
    const resource = observation(
      `"valueQuantity":{"value":${literal},"unit":"words","system":"http://unitsofmeasure.org","code":"${code}"}`,
    );
    const unit = { system: 'http://unitsofmeasure.org', code, unit: 'words', lo: value, hi: value };
    expect(rowsOf(resource, 'quantity', 'value-quantity')).toEqual([
      { ...unit, canonical, baseLo: base, baseHi: base },
    ]);
  });

  it('leave a quantity with a comparator open on that side', () => {
    const resource = observation('"valueQuantity":{"value":5,"comparator":"<","unit":"mg"}');
    expect(rowsOf(resource, 'quantity', 'value-quantity')).toEqual([
      expect.objectContaining({ system: '', code: '', unit: 'mg', lo: Number.NEGATIVE_INFINITY, hi: 5 }),
    ]);
  });

  it('tell the words of a code apart from the code, and that there is one though it has no code', () => {
    const resource = {
      ...(observation('"issued":"2026-03-10T00:00:00Z"') as object),
      code: { text: 'Denyut' },
    };
    expect(rowsOf(resource, 'string', 'code:text')).toEqual([{ folded: 'denyut', exact: 'Denyut' }]);
    expect(rowsOf(resource, 'token', 'code')).toEqual([{ system: '', code: '' }]);
    expect(rowsOf(patient, 'token', 'birthdate')).toEqual([]);
  });

  it('reach components, and give no row twice', () => {
    const component =
      '{"code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"valueQuantity":{"value":1}}';
    const resource = observation(`"component":[${component},${component}]`);
    expect(rowsOf(resource, 'token', 'component-code')).toEqual([
      { system: 'http://loinc.org', code: '8867-4' },
    ]);
    expect(rowsOf(resource, 'quantity', 'component-value-quantity')).toHaveLength(1);
  });

  it('name a reference under each parameter that its target fits', () => {
    const toPatient = observation('"subject":{"reference":"Patient/siti/_history/3"}');
    const toGroup = observation('"subject":{"reference":"Group/g"}');
    expect(rowsOf(toPatient, 'reference', 'patient')).toEqual([{ targetType: 'Patient', targetId: 'siti' }]);
    expect(rowsOf(toGroup, 'reference', 'patient')).toEqual([]);
    expect(rowsOf(toGroup, 'reference', 'subject')).toEqual([{ targetType: 'Group', targetId: 'g' }]);
  });

  it('keep a reference to another server as a URI, and know our own address', () => {
    const resource = observation('"subject":{"reference":"https://x.org/fhir/Patient/1"}');
    expect(rowsOf(resource, 'uri', 'subject')).toEqual([{ value: 'https://x.org/fhir/Patient/1' }]);
    expect(indexRows(resource, zone, { baseUrl: 'https://x.org/fhir' }).reference).toContainEqual({
      param: 'subject',
      targetType: 'Patient',
      targetId: '1',
    });
  });

  it('find a reference by the identifier in it', () => {
    const resource = observation('"subject":{"identifier":{"system":"http://x","value":"7"}}');
    expect(rowsOf(resource, 'token', 'subject:identifier')).toEqual([{ system: 'http://x', code: '7' }]);
  });

  it('fit into an index entry however long the text', () => {
    const long = 'ß'.repeat(100_000);
    const rows = indexRows(
      { ...patient, identifier: [{ system: long, value: long }], name: [{ text: long }] },
      zone,
    );
    for (const row of [...rows.token, ...rows.string]) {
      expect(Buffer.byteLength(Object.values(row).join(''))).toBeLessThan(2000);
    }
  });

  it('fold accents, case and blanks away', () => {
    expect([foldText('  Ny.\tSITI  Rahayu '), foldText('Łódź ＡＢＣ ﬁ')]).toEqual([
      'ny. siti rahayu',
      'łodz abc fi',
    ]);
  });
});

describe('search parameters', () => {
  it('name their type and targets', () => {
    expect(parameterOf('Observation', 'patient')).toEqual({
      name: 'patient',
      type: 'reference',
      targets: ['Patient'],
      indexed: true,
    });
    expect(parameterOf('Patient', 'birthdate')).toMatchObject({ type: 'date', targets: undefined });
    expect(parameterOf('Patient', 'birth')).toBeUndefined();
    expect(parameterOf('Patient', '_lastUpdated')).toMatchObject({ type: 'date', indexed: false });
    expect(parameterOf('Observation', 'code-value-quantity')).toMatchObject({
      type: 'composite',
      indexed: false,
    });
  });

  it('exist for every resource type, and all but a named few are indexed', () => {
    const left = new Set<string>();
    for (const type of resourceTypes()) {
      expect(parametersOf(type).size).toBeGreaterThan(5);
      for (const { name, type: kind, indexed } of parametersOf(type).values()) {
        if (!indexed && kind !== 'composite') left.add(name);
      }
      expect(() => indexRows({ resourceType: type }, zone)).not.toThrow();
    }
    expect([...left].sort()).toEqual([
      '_content',
      '_id',
      '_lastUpdated',
      '_query',
      '_text',
      'composition',
      'message',
      'near',
    ]);
  });

  it('has none for what is no resource type', () => {
    expect(parametersOf('HumanName').size).toBe(0);
    expect(parametersOf('__proto__').size).toBe(0);
  });
});
