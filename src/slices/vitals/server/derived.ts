import { bodyMassIndex } from '../shared/body.ts';
import { decimalOf, figureOf, reportedOf } from '../shared/judge.ts';
import type { Reading } from '../shared/reading.ts';

/** A computed reading and the measures that it is computed from. */
export type Derived = { reading: Reading; from: Reading['measure'][] };

/**
 * What is computed beside the measured: body mass index of weight and height, and of several pressures the mean that is
 * reported. Never typed.
 * @param readings of one set
 * @param besides height and weight of the same visit, when the set itself lacks one of them
 */
export function derivedOf(readings: readonly Reading[], besides: readonly Reading[] = []): Derived[] {
  const derived: Derived[] = [];
  const [weight, height] = [latest(readings, besides, 'weight'), latest(readings, besides, 'height')];
  const own = readings.some((one) => one.measure === 'weight' || one.measure === 'height');
  if (own && weight !== undefined && height !== undefined) {
    const value = decimalOf(bodyMassIndex(weight, height));
    derived.push({
      reading: { measure: 'bodyMassIndex', value, unit: 'kg/m2', context: {} },
      from: ['weight', 'height'],
    });
  }
  const mean = reportedOf(readings);
  const several = readings.filter(
    (one) => one.measure === 'bloodPressure' && one.context.series !== undefined,
  );
  if (several.length > 1 && mean !== undefined) {
    derived.push({
      reading: {
        measure: 'meanPressure',
        value: decimalOf(mean.systolic),
        ...(mean.diastolic !== undefined && { diastolic: decimalOf(mean.diastolic) }),
        unit: 'mm[Hg]',
        context: {},
      },
      from: ['bloodPressure'],
    });
  }
  return derived;
}

function latest(
  readings: readonly Reading[],
  besides: readonly Reading[],
  measure: Reading['measure'],
): number | undefined {
  const found = [...besides, ...readings].findLast(
    (one) => one.measure === measure && figureOf(one) !== undefined,
  );
  return found && figureOf(found);
}
