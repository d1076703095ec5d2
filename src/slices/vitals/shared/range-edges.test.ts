import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageAt } from '#platform/shared/age.ts';
import { addDays } from '#platform/shared/time.ts';
import { assessVitals } from './assess.ts';
import { canonicalValue } from './canonical.ts';
import { converted } from './convert.ts';
import { approximate, exact } from './exact.ts';
import { feverFromCelsius, rangesFor } from './ranges.ts';
import type { TemperatureSite, VitalSign, VitalsSettings, VitalValues } from './values.ts';

const eventDate = '2026-03-10';
const settings: VitalsSettings = { bloodPressureScheme: 'accAha', country: 'US' };
const gravity = { normal: 0, outOfRange: 1, critical: 2 } as const;

/** How grave one sign is; −1 where the value is not believed and so not judged. */
function graveness(birthDate: string, values: VitalValues, sign: VitalSign): number {
  const { flags } = assessVitals({ birthDate, eventDate, values, settings });
  const found = flags.find((one) => one.sign === sign);
  return found ? gravity[found.level] : -1;
}

/** Anybody from the day of birth to a hundred years. */
const births = fc.nat(36_525).map((days) => addDays(eventDate, -days));
const counted = [
  ['heartRate', 'heartRatePerMinute', 20, 300],
  ['respiratoryRate', 'respiratoryRatePerMinute', 3, 120],
] as const;

describe.each(counted)('%s at any age', (sign, name, least, most) => {
  const at = (birthDate: string, asleep: boolean, value: number) =>
    graveness(birthDate, { [name]: value, asleep }, sign);

  test('is normal from edge to edge of its age, and no more one beyond', () => {
    fc.assert(
      fc.property(births, fc.boolean(), (birthDate, asleep) => {
        const { low, high } = rangesFor(ageAt(birthDate, eventDate), asleep)[sign];
        expect([at(birthDate, asleep, low), at(birthDate, asleep, high)]).toEqual([0, 0]);
        expect(at(birthDate, asleep, low - 1)).toBeGreaterThan(0);
        expect(at(birthDate, asleep, high + 1)).toBeGreaterThan(0);
      }),
    );
  });

  test('is never less grave the further it lies outside', () => {
    const value = fc.integer({ min: least, max: most });
    fc.assert(
      fc.property(births, fc.boolean(), value, value, (birthDate, asleep, one, two) => {
        const { low, high } = rangesFor(ageAt(birthDate, eventDate), asleep)[sign];
        const [less, more] = [Math.min(one, two), Math.max(one, two)];
        if (more <= low)
          expect(at(birthDate, asleep, less)).toBeGreaterThanOrEqual(at(birthDate, asleep, more));
        if (less >= high)
          expect(at(birthDate, asleep, more)).toBeGreaterThanOrEqual(at(birthDate, asleep, less));
      }),
      { numRuns: 500 },
    );
  });
});

test('every age from birth on has one band, and ranges that are the right way round', () => {
  fc.assert(
    fc.property(births, fc.boolean(), (birthDate, asleep) => {
      const { heartRate, respiratoryRate, systolic, diastolic } = rangesFor(
        ageAt(birthDate, eventDate),
        asleep,
      );
      for (const one of [heartRate, respiratoryRate, systolic, diastolic])
        if (one) expect(one.low).toBeLessThan(one.high);
    }),
  );
});

describe('a temperature in °F', () => {
  const tenths = fc
    .integer({ min: 860, max: 1130 })
    .map((tenth) => `${Math.floor(tenth / 10)}.${tenth % 10}`);

  test('stands on the same side of every limit as the exact figure in °C', () => {
    const limits = [35, 36, 37.5, 37.8, 38, 40];
    fc.assert(
      fc.property(tenths, fc.constantFrom(...limits), (fahrenheit, limit) => {
        const ours = canonicalValue('temperature', Number(fahrenheit), '[degF]') as number;
        const found = converted(exact(fahrenheit), '[degF]', 'Cel');
        const truth = found && approximate(found);
        expect([fahrenheit, limit, ours >= limit, ours <= limit]).toEqual([
          ...[fahrenheit, limit, truth !== undefined && truth >= limit],
          truth !== undefined && truth <= limit,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['rectal', '100.4', '100.3'],
    ['tympanic', '100.4', '100.3'],
    ['temporal', '100.4', '100.3'],
    ['oral', '100.1', '100.0'],
    ['axillary', '99.5', '99.4'],
  ] satisfies [TemperatureSite, string, string][])('%s: fever from %s, none at %s', (site, fever, none) => {
    const celsius = (text: string) => canonicalValue('temperature', Number(text), '[degF]') as number;
    expect([celsius(fever) >= feverFromCelsius(site), celsius(none) >= feverFromCelsius(site)]).toEqual([
      true,
      false,
    ]);
  });
});

test('a weight is judged the same in pounds, kilograms and grams', () => {
  const height = 170;
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 4000 }), (tenthsOfPound) => {
      const pounds = exact(`${tenthsOfPound}e-1`);
      const kilograms = converted(pounds, '[lb_av]', 'kg');
      const grams = converted(pounds, '[lb_av]', 'g');
      if (!kilograms || !grams) throw new Error('no conversion');
      const inPounds = canonicalValue('weight', approximate(pounds), '[lb_av]') as number;
      const inGrams = canonicalValue('weight', approximate(grams), 'g') as number;
      const judged = [inPounds, inGrams, approximate(kilograms)].map((weightKg) =>
        graveness('1980-01-01', { weightKg, heightCm: height }, 'bodyMassIndex'),
      );
      expect(new Set(judged).size).toBe(1);
    }),
    { numRuns: 500 },
  );
});
