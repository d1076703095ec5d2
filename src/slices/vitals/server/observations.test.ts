import type { Observation } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLossless, stringifyLossless } from '#platform/server/fhir/json-text.ts';
import { validateResource } from '#platform/server/fhir/validate.ts';
import {
  arms,
  consciousnessLevels,
  cuffs,
  notObtainedReasons,
  painTools,
  positions,
  pregnancyStates,
  rhythms,
  temperatureSites,
} from '../contract.ts';
import type { Reading, ReadingContext } from '../shared/reading.ts';
import { canonicalUnits, type WordedMeasure } from '../shared/canonical.ts';
import { type About, fromObservation, toObservation, toPanel } from './observations.ts';

const about: About = {
  patientId: 'patient-1',
  visitId: 'visit-1',
  status: 'final',
  measuredAt: '2026-03-09T02:10:00Z',
  recordedAt: '2026-03-09T02:12:00Z',
  performer: { reference: 'Practitioner/nurse-1', display: 'Sri' },
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const figure = fc
  .tuple(
    fc.nat(400),
    maybe(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 3 })),
  )
  .map(([whole, fraction]) => (fraction === undefined ? `${whole}` : `${whole}.${fraction}`));
const one = <T>(list: readonly T[]) => fc.constantFrom(...list);
const said = (context: ReadingContext): ReadingContext =>
  Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));

const technique = (...all: string[]) =>
  maybe(fc.subarray(all, { minLength: 1 }).map((some) => some.join(' ')));

const contexts: Record<Exclude<Reading['measure'], WordedMeasure>, fc.Arbitrary<ReadingContext>> = {
  bloodPressure: fc.record({
    arm: maybe(one(arms)),
    position: one(positions),
    cuff: maybe(one(cuffs)),
    standingMinutes: maybe(fc.nat(30)),
    series: maybe(fc.integer({ min: 1, max: 6 })),
    pressureSymptoms: maybe(fc.constant(true)),
    symptoms: maybe(fc.constant(true)),
    technique: technique('armAtHeart', 'noTalk', 'rested'),
  }),
  meanPressure: fc.constant({}),
  pulse: fc.record({
    rhythm: maybe(one(rhythms)),
    position: maybe(one(positions)),
    asleep: maybe(fc.constant(true)),
  }),
  breathing: fc.record({ countSeconds: maybe(one([15, 30, 60])) }),
  temperature: fc.record({ site: one(temperatureSites), technique: technique('noFoodOrDrink') }),
  oxygenSaturation: fc.record({
    onOxygen: fc.boolean(),
    flowLitersPerMinute: maybe(figure),
    concentrationPercent: maybe(figure),
  }),
  weight: fc.record({ clothed: maybe(fc.boolean()), shoes: maybe(fc.boolean()) }),
  height: fc.record({ lying: fc.boolean(), shoes: maybe(fc.boolean()) }),
  headCircumference: fc.constant({}),
  pain: fc.record({ tool: one(painTools) }),
  bodyMassIndex: fc.constant({}),
  waist: fc.constant({}),
  gestationAtBirth: fc.constant({}),
};
const units: Partial<Record<Reading['measure'], readonly string[]>> = {
  temperature: ['Cel', '[degF]'],
  weight: ['kg', 'g', '[lb_av]'],
  height: ['cm', '[in_i]'],
  headCircumference: ['cm', '[in_i]'],
  waist: ['cm', '[in_i]'],
};
const pressures: readonly string[] = ['bloodPressure', 'meanPressure'];

const measured = fc.constantFrom(...(Object.keys(contexts) as (keyof typeof contexts)[])).chain((measure) =>
  fc
    .record({
      value: figure,
      diastolic: maybe(figure),
      unit: one(units[measure] ?? [canonicalUnits[measure]]),
      context: contexts[measure],
    })
    .map(({ value, diastolic, unit, context }): Reading => {
      const half = pressures.includes(measure) && diastolic !== undefined ? { diastolic } : {};
      return { measure, value, ...half, unit, context: said(context) };
    }),
);
const consciousness = one(consciousnessLevels).map(
  (value): Reading => ({ measure: 'consciousness', value, context: {} }),
);
const worded = fc.oneof(
  one(pregnancyStates).map((value): Reading => ({ measure: 'pregnancy', value, context: {} })),
  one(['2026-01-31', '2025-12-01']).map((value): Reading => ({ measure: 'lastMenses', value, context: {} })),
);
const absent = one(notObtainedReasons).chain((notObtained) =>
  one([
    'bloodPressure',
    'pulse',
    'breathing',
    'temperature',
    'oxygenSaturation',
    'weight',
    'pain',
    'pregnancy',
    'lastMenses',
    'waist',
  ] as const).map((measure): Reading => ({ measure, notObtained, context: {} })),
);

test('A reading goes into FHIR and comes back with every digit, unit and circumstance', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 6, arbitrary: measured }, consciousness, worded, absent), (reading) => {
      const text = stringifyLossless(toObservation(reading, about));
      expect(fromObservation(parseLossless(text) as unknown as Observation)).toEqual(reading);
      expect(validateResource(JSON.parse(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

const codes = (observation: Observation) => (observation.code.coding ?? []).map(({ code }) => code);

test('A pressure has values on its components alone, with arm, posture and cuff', () => {
  const reading: Reading = {
    measure: 'bloodPressure',
    value: '128',
    diastolic: '84',
    unit: 'mm[Hg]',
    context: { arm: 'left', position: 'sitting', cuff: 'adult' },
  };
  const observation = toObservation(reading, about);
  expect(codes(observation)).toEqual(['85354-9']);
  expect(observation).not.toHaveProperty('valueQuantity');
  expect(observation.bodySite?.coding?.[0]?.code).toBe('368208006');
  const halves = observation.component?.map(({ code, valueQuantity, valueCodeableConcept }) => [
    code.coding?.[0]?.code,
    valueQuantity?.value ?? valueCodeableConcept?.coding?.[0]?.code,
    valueQuantity?.code,
  ]);
  expect(halves).toEqual([
    ['8480-6', 128, 'mm[Hg]'],
    ['8462-4', 84, 'mm[Hg]'],
    ['8361-8', '33586001', undefined],
    ['8358-4', 'adult', undefined],
  ]);
});

test('A diastolic that was not heard says why instead of being left out', () => {
  const observation = toObservation(
    { measure: 'bloodPressure', value: '90', unit: 'mm[Hg]', context: { position: 'sitting' } },
    about,
  );
  expect(observation.component?.[1]?.dataAbsentReason?.coding?.[0]?.code).toBe('unknown');
});

test('Standing and lying pressures carry the codes of the orthostatic test', () => {
  const at = (position: 'supine' | 'standing') =>
    toObservation(
      { measure: 'bloodPressure', value: '118', diastolic: '76', unit: 'mm[Hg]', context: { position } },
      about,
    )
      .component?.slice(0, 2)
      .map(({ code }) => code.coding?.[1]?.code);
  expect(at('supine')).toEqual(['8461-6', '8455-8']);
  expect(at('standing')).toEqual(['8460-8', '8454-1']);
});

test('Saturation carries both codes and says room air in so many words', () => {
  const observation = toObservation(
    { measure: 'oxygenSaturation', value: '97', unit: '%', context: { onOxygen: false } },
    about,
  );
  expect(codes(observation)).toEqual(['2708-6', '59408-5']);
  expect(observation.component?.[0]?.valueCodeableConcept?.coding?.[0]?.code).toBe('722742002');
});

test('A temperature carries the code of its site beside the general one', () => {
  const observation = toObservation(
    { measure: 'temperature', value: '37.3', unit: 'Cel', context: { site: 'axillary' } },
    about,
  );
  expect(codes(observation)).toEqual(['8310-5', '8328-7']);
  expect(observation.bodySite?.coding?.[0]?.code).toBe('91470000');
});

test('What a child refused is cancelled with the reason, not left out', () => {
  const observation = toObservation({ measure: 'weight', notObtained: 'refused', context: {} }, about);
  expect(observation.status).toBe('cancelled');
  expect(observation.dataAbsentReason?.coding?.[0]?.code).toBe('asked-declined');
});

test('A panel holds its members and no value', () => {
  const panel = toPanel(['a', 'b'], about);
  expect(codes(panel)).toEqual(['85353-1']);
  expect(panel.hasMember).toEqual([{ reference: 'Observation/a' }, { reference: 'Observation/b' }]);
  expect(validateResource(panel).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('A pressure that another system wrote as one text is no measurement to compare', () => {
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    valueString: '120/80',
  } satisfies Observation;
  expect(fromObservation(observation)).toBeUndefined();
});

test('Oxygen is understood from its flow where a sender says nothing else', () => {
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '2708-6' }] },
    valueQuantity: { value: 93, code: '%' },
    component: [
      {
        code: { coding: [{ system: 'http://loinc.org', code: '3151-8' }] },
        valueQuantity: { value: 2, code: 'L/min' },
      },
    ],
  } satisfies Observation;
  expect(fromObservation(observation)?.context.onOxygen).toBe(true);
});

test('Every LOINC code that is written has a valid check digit', () => {
  const source = JSON.stringify([
    ...Object.keys(contexts).map((measure) =>
      toObservation(
        {
          measure,
          value: '1',
          diastolic: '1',
          unit: '%',
          context: {
            site: 'temporal',
            position: 'standing',
            lying: true,
            cuff: 'adult',
            rhythm: 'regular',
            flowLitersPerMinute: '1',
            concentrationPercent: '1',
          },
        } as Reading,
        about,
      ),
    ),
    toPanel([], about),
  ]);
  const written = [
    ...new Set([...source.matchAll(/"(\d{4,5})-(\d)"/g)].map((match) => match[0].slice(1, -1))),
  ];
  expect(written.length).toBeGreaterThan(18);
  for (const code of written) {
    const [number = '', check] = code.split('-');
    const sum = [...number].reverse().reduce((total, digit, place) => {
      const twice = Number(digit) * 2;
      return total + (place % 2 === 0 ? Math.floor(twice / 10) + (twice % 10) : Number(digit));
    }, 0);
    expect(`${code}: ${(10 - (sum % 10)) % 10}`).toBe(`${code}: ${check}`);
  }
});
