import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import id from '../messages/id.json' with { type: 'json' };
import { assessVitals } from './assess.ts';
import { rangesFor } from './ranges.ts';
import { readableParams, type VitalSign, type VitalsSettings, type VitalValues } from './values.ts';

const settings: VitalsSettings = { bloodPressureScheme: 'accAha', country: 'US' };
const eventDate = '2026-03-10';

function assess(birthDate: string | null, values: VitalValues, more: Partial<VitalsSettings> = {}) {
  return assessVitals({ birthDate, eventDate, values, settings: { ...settings, ...more } });
}

function levelOf(
  birthDate: string | null,
  values: VitalValues,
  sign: VitalSign,
  more: Partial<VitalsSettings> = {},
) {
  return assess(birthDate, values, more).flags.find((flag) => flag.sign === sign)?.level;
}

function reasonOf(birthDate: string | null, values: VitalValues, sign: VitalSign) {
  return assess(birthDate, values).flags.find((flag) => flag.sign === sign)?.reasonKey;
}

const adult = '1960-01-01';

describe('adults', () => {
  test.each([
    [
      'heartRate',
      'heartRatePerMinute',
      [
        [40, 'critical'],
        [41, 'outOfRange'],
        [60, 'normal'],
        [100, 'normal'],
        [101, 'outOfRange'],
        [131, 'critical'],
      ],
    ],
    [
      'respiratoryRate',
      'respiratoryRatePerMinute',
      [
        [8, 'critical'],
        [11, 'outOfRange'],
        [12, 'normal'],
        [21, 'outOfRange'],
        [25, 'critical'],
      ],
    ],
    [
      'oxygenSaturation',
      'oxygenSaturationPercent',
      [
        [91, 'critical'],
        [92, 'outOfRange'],
        [95, 'normal'],
        [100, 'normal'],
      ],
    ],
    [
      'systolic',
      'systolicMmHg',
      [
        [90, 'critical'],
        [91, 'normal'],
        [119, 'normal'],
        [120, 'outOfRange'],
        [181, 'outOfRange'],
        [220, 'critical'],
      ],
    ],
    [
      'diastolic',
      'diastolicMmHg',
      [
        [79, 'normal'],
        [80, 'outOfRange'],
        [121, 'outOfRange'],
      ],
    ],
    [
      'temperature',
      'temperatureCelsius',
      [
        [35.0, 'critical'],
        [35.1, 'outOfRange'],
        [36.8, 'normal'],
        [39.9, 'outOfRange'],
        [40.0, 'critical'],
      ],
    ],
    [
      'glucose',
      'glucoseMgPerDl',
      [
        [53, 'critical'],
        [54, undefined],
        [400, undefined],
        [401, 'critical'],
      ],
    ],
  ] as const)('%s at its edges', (sign, name, edges) => {
    for (const [value, level] of edges)
      expect([value, levelOf(adult, { [name]: value }, sign)]).toEqual([value, level]);
  });

  test('a severe pressure is critical with symptoms only', () => {
    expect(levelOf(adult, { systolicMmHg: 185, diastolicMmHg: 100 }, 'systolic')).toBe('outOfRange');
    expect(
      levelOf(adult, { systolicMmHg: 185, diastolicMmHg: 100, pressureSymptoms: true }, 'systolic'),
    ).toBe('critical');
    expect(
      levelOf(adult, { systolicMmHg: 170, diastolicMmHg: 122, pressureSymptoms: true }, 'diastolic'),
    ).toBe('critical');
  });

  test('anything but alert is critical', () => {
    expect(levelOf(adult, { consciousness: 'alert' }, 'consciousness')).toBe('normal');
    expect(levelOf(adult, { consciousness: 'confused' }, 'consciousness')).toBe('critical');
  });

  test('the 140/90 setting calls 135/85 normal', () => {
    const values = { systolicMmHg: 135, diastolicMmHg: 85 };
    expect(levelOf(adult, values, 'systolic', { bloodPressureScheme: 'from140' })).toBe('normal');
    expect(levelOf(adult, values, 'systolic')).toBe('outOfRange');
    expect(assess(adult, values).pressure).toEqual({ category: 'stage1', decidedBy: 'both' });
  });

  test('an ordered target replaces the general limits of saturation', () => {
    const oxygenTarget = { lowPercent: 88, highPercent: 92 };
    const at = (oxygenSaturationPercent: number, onOxygen: boolean) =>
      levelOf(adult, { oxygenSaturationPercent, onOxygen }, 'oxygenSaturation', { oxygenTarget });
    expect([at(87, false), at(90, false), at(96, false), at(96, true)]).toEqual([
      'critical',
      'normal',
      'normal',
      'outOfRange',
    ]);
  });

  test('fever begins lower in the armpit, and an unknown site is judged as the armpit', () => {
    const at = (temperatureCelsius: number, temperatureSite?: VitalValues['temperatureSite']) =>
      reasonOf(adult, { temperatureCelsius, temperatureSite }, 'temperature');
    expect(at(37.5, 'axillary')).toBe('vitals_fever');
    expect(at(37.3, 'axillary')).toBe('vitals_above_range');
    expect(at(37.7, 'oral')).toBe('vitals_above_range');
    expect(at(37.8, 'oral')).toBe('vitals_fever');
    expect(at(37.9, 'tympanic')).toBe('vitals_in_range');
    expect(at(38.0, 'rectal')).toBe('vitals_fever');
    expect(at(37.5)).toBe('vitals_fever');
  });

  test('body mass is judged by the bands of the country', () => {
    const values = { weightKg: 82, heightCm: 168 };
    expect(reasonOf(adult, values, 'bodyMassIndex')).toBe('vitals_bmi_overweight');
    expect(assess(adult, values, { country: 'ID' }).flags).toMatchObject([
      { reasonKey: 'vitals_bmi_obese', params: { index: 29.1 } },
    ]);
  });
});

describe('children are judged by their age on the day of measuring', () => {
  test.each([
    ['2026-02-11', 'neonate', 205, 60],
    ['2026-02-10', 'infant', 190, 70],
    ['2025-03-11', 'infant', 190, 70],
    ['2025-03-10', 'toddler', 140, 72],
    ['2023-03-10', 'preschool', 120, 76],
    ['2020-03-10', 'school', 118, 82],
    ['2016-03-10', 'preteen', 118, 90],
    ['2014-03-10', 'adolescent', 100, 90],
    ['2010-03-10', 'adult', 100, 90],
  ])('born %s: %s, heart rate up to %i, hypotension below %i', (birth, band, highest, hypotensionBelow) => {
    const { age } = assess(birth, {});
    expect(rangesFor(age)).toMatchObject({ band, hypotensionBelow, heartRate: { high: highest } });
    expect(levelOf(birth, { heartRatePerMinute: highest }, 'heartRate')).toBe('normal');
    expect(levelOf(birth, { heartRatePerMinute: highest + 1 }, 'heartRate')).toBe('outOfRange');
  });

  test('more than a fifth outside the table is critical', () => {
    const toddler = '2024-03-10';
    expect(levelOf(toddler, { heartRatePerMinute: 168 }, 'heartRate')).toBe('outOfRange');
    expect(levelOf(toddler, { heartRatePerMinute: 169 }, 'heartRate')).toBe('critical');
    expect(levelOf(toddler, { respiratoryRatePerMinute: 17 }, 'respiratoryRate')).toBe('critical');
  });

  test('a sleeping child may have a slow heart', () => {
    const values = { heartRatePerMinute: 82 };
    expect(levelOf('2024-03-10', values, 'heartRate')).toBe('outOfRange');
    expect(levelOf('2024-03-10', { ...values, asleep: true }, 'heartRate')).toBe('normal');
  });

  test('hypotension of the age is critical', () => {
    expect(levelOf('2024-03-10', { systolicMmHg: 74 }, 'systolic')).toBe('outOfRange');
    expect(reasonOf('2024-03-10', { systolicMmHg: 73 }, 'systolic')).toBe('vitals_critical_hypotension');
  });

  test('a baby under 90 days is critical from 38.0 and below 36.0 °C, at 90 days no more', () => {
    const at = (birth: string, temperatureCelsius: number) =>
      levelOf(birth, { temperatureCelsius, temperatureSite: 'rectal' }, 'temperature');
    expect([
      at('2025-12-11', 38.0),
      at('2025-12-11', 37.9),
      at('2025-12-11', 35.9),
      at('2025-12-11', 36.0),
    ]).toEqual(['critical', 'normal', 'critical', 'outOfRange']);
    expect(at('2025-12-10', 38.0)).toBe('outOfRange');
  });

  test('below 13 years there is no adult pressure category; from 13 there is', () => {
    const values = { systolicMmHg: 112, diastolicMmHg: 70 };
    expect(assess('2013-03-11', values).pressure).toBeNull();
    expect(assess('2013-03-10', values).pressure).toEqual({ category: 'normal', decidedBy: 'both' });
  });

  test('a saturation below 92 is critical, and no adult body mass band is shown', () => {
    expect(levelOf('2020-03-10', { oxygenSaturationPercent: 91 }, 'oxygenSaturation')).toBe('critical');
    expect(levelOf('2020-03-10', { weightKg: 20, heightCm: 115 }, 'bodyMassIndex')).toBeUndefined();
  });
});

describe('plausibility', () => {
  function findings(values: VitalValues, birthDate = adult) {
    return assess(birthDate, values).plausibility.map(
      ({ sign, level, reasonKey }) => `${sign} ${level} ${reasonKey}`,
    );
  }

  test('98.6 in a °C field asks for °F, with what it would be, and is not judged', () => {
    const { plausibility, flags } = assess(adult, { temperatureCelsius: 98.6 });
    expect(plausibility).toEqual([
      {
        sign: 'temperature',
        level: 'reject',
        reasonKey: 'vitals_reject_fahrenheit',
        params: { celsius: 37 },
      },
    ]);
    expect(flags).toEqual([]);
  });

  test.each([
    [{ heartRatePerMinute: 19 }, ['heartRate reject vitals_reject_range']],
    [{ heartRatePerMinute: 20 }, ['heartRate confirm vitals_confirm_range']],
    [{ heartRatePerMinute: 181 }, ['heartRate confirm vitals_confirm_range']],
    [{ heartRatePerMinute: 301 }, ['heartRate reject vitals_reject_range']],
    [{ respiratoryRatePerMinute: 41 }, ['respiratoryRate confirm vitals_confirm_range']],
    [{ temperatureCelsius: 40.6 }, ['temperature confirm vitals_confirm_range']],
    [{ temperatureCelsius: 46 }, ['temperature reject vitals_reject_range']],
    [{ oxygenSaturationPercent: 84 }, ['oxygenSaturation confirm vitals_confirm_range']],
    [{ oxygenSaturationPercent: 101 }, ['oxygenSaturation reject vitals_reject_range']],
    [{ systolicMmHg: 140, diastolicMmHg: 15 }, ['diastolic confirm vitals_confirm_pulse_pressure']],
    [{ systolicMmHg: 120, diastolicMmHg: 105 }, ['diastolic confirm vitals_confirm_pulse_pressure']],
    [{ painScore: 4.5 }, ['pain reject vitals_reject_pain_whole']],
    [{ painScore: 11 }, ['pain reject vitals_reject_range']],
    [{ weightKg: Number.NaN }, ['weight reject vitals_reject_not_a_number']],
    [{ heightCm: 1.75 }, ['height reject vitals_reject_range']],
    [{ heartRatePerMinute: 72, temperatureCelsius: 36.8, painScore: 0 }, []],
  ])('%o gives %j', (values, expected) => {
    expect(findings(values)).toEqual(expected);
  });

  test('swapped halves are refused together and neither is called critical', () => {
    const { plausibility, flags, pressure } = assess(adult, { systolicMmHg: 80, diastolicMmHg: 120 });
    expect(plausibility.map(({ sign, level }) => [sign, level])).toEqual([
      ['systolic', 'reject'],
      ['diastolic', 'reject'],
    ]);
    expect([flags, pressure]).toEqual([[], null]);
  });

  test('190 beats are everyday in a newborn and asked about in an adult', () => {
    expect(findings({ heartRatePerMinute: 190 }, '2026-03-01')).toEqual([]);
    expect(findings({ heartRatePerMinute: 190 })).toHaveLength(1);
  });

  test('changes of height and weight are compared with earlier ones', () => {
    const changed = (birthDate: string, weightDate: string) =>
      assessVitals({
        birthDate,
        eventDate,
        values: { heightCm: 171, weightKg: 78 },
        settings,
        previous: { height: { cm: 175, date: '2020-01-01' }, weight: { kg: 70, date: weightDate } },
      }).plausibility.map(({ reasonKey }) => reasonKey);
    expect(changed(adult, '2026-01-10')).toEqual([
      'vitals_confirm_height_change',
      'vitals_confirm_weight_change',
    ]);
    expect(changed(adult, '2025-01-10')).toEqual(['vitals_confirm_height_change']);
    expect(changed('2012-01-01', '2025-01-10')).toEqual([]);
  });
});

test('without a birth date, or with one after the measuring, adult limits serve and the age says so', () => {
  expect(assess(null, { heartRatePerMinute: 72 })).toMatchObject({
    age: null,
    band: 'adult',
    flags: [{ level: 'normal' }],
  });
  expect(assess('2026-03-11', {}).age).toBeNull();
});

test('any measurements get at most one flag a sign, and every reason has its words in both languages', () => {
  const words: Record<string, Record<string, string>> = { en, id };
  const maybe = (max: number) => fc.option(fc.double({ min: -5, max, noNaN: true }), { nil: undefined });
  const values = fc.record({
    systolicMmHg: maybe(320),
    diastolicMmHg: maybe(220),
    heartRatePerMinute: maybe(320),
    respiratoryRatePerMinute: maybe(130),
    temperatureCelsius: maybe(120),
    temperatureSite: fc.option(fc.constantFrom('oral' as const, 'axillary' as const, 'rectal' as const), {
      nil: undefined,
    }),
    oxygenSaturationPercent: maybe(110),
    onOxygen: fc.option(fc.boolean(), { nil: undefined }),
    consciousness: fc.option(fc.constantFrom('alert' as const, 'voice' as const), { nil: undefined }),
    glucoseMgPerDl: maybe(600),
    heightCm: maybe(280),
    weightKg: maybe(520),
    painScore: maybe(12),
    pressureSymptoms: fc.boolean(),
  });
  const births = fc.constantFrom(
    null,
    '2026-03-01',
    '2025-09-01',
    '2021-05-05',
    '2012-05-05',
    '1990-08-05',
    '1948',
  );
  fc.assert(
    fc.property(
      values,
      births,
      fc.constantFrom('accAha' as const, 'from140' as const),
      (set, birthDate, scheme) => {
        const { flags, plausibility } = assess(birthDate, set, {
          bloodPressureScheme: scheme,
          country: 'ID',
        });
        expect(new Set(flags.map(({ sign }) => sign)).size).toBe(flags.length);
        for (const { sign, reasonKey, params } of [...flags, ...plausibility]) {
          for (const language of Object.values(words)) {
            const placeholders = [...(language[reasonKey] ?? '{missing}').matchAll(/\{(\w+)\}/g)].map(
              ([, name]) => name,
            );
            expect(Object.keys(params)).toEqual(expect.arrayContaining(placeholders));
            expect(language[`vitals_sign_${sign}`]).toBeTruthy();
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('numbers in reasons are written for the reader', () => {
  expect(readableParams({ limit: 37.8, low: 36, name: 'x' }, 'id-ID')).toEqual({
    limit: '37,8',
    low: '36',
    name: 'x',
  });
});
