import type { Context } from '#platform/server/context.ts';
import type { VitalItem, VitalsSet } from '#slices/vitals/contract.ts';
import { vitalsOf } from '#slices/vitals/server/index.ts';
import { type CertifiedMeasure, certifiedMeasures } from '../shared/kinds.ts';

/** A measurement as it stood when the letter was drafted, every digit as it was entered. */
export type Measured = Pick<VitalItem, 'measure' | 'value' | 'diastolic' | 'unit' | 'measuredAt'>;

/** A student's is preliminary until it is co-signed, and no letter is built on it. */
const counted = new Set<string>(['final', 'amended', 'corrected']);

/** The newest of each measure in this visit and no other; of several pressures in a row their mean. */
export async function measuredIn(ctx: Context, visitId: string): Promise<Measured[]> {
  const { sets } = await vitalsOf(ctx, visitId);
  const newest = new Map<string, Measured>();
  // of two at one instant always the same one, so that a draft does not look measured anew
  const order = (one: VitalsSet) => `${one.measuredAt} ${one.recordedAt ?? ''} ${one.setId}`;
  for (const { items } of sets.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const standing = items.filter(
      ({ status, value, notObtained }) => counted.has(status) && value !== undefined && !notObtained,
    );
    const hasMean = standing.some(({ measure }) => measure === 'meanPressure');
    for (const { measure, value, diastolic, unit, measuredAt } of standing) {
      if (hasMean && measure === 'bloodPressure') continue;
      const place = measure === 'meanPressure' ? 'bloodPressure' : measure;
      // through JSON, as the kept one went: what is absent is absent in both
      newest.set(place, JSON.parse(JSON.stringify({ measure, value, diastolic, unit, measuredAt })));
    }
  }
  return [...newest.values()];
}

/** What of it stands on a certificate of health, in the order of the paper. */
export function certified(all: readonly Measured[]): Measured[] {
  return certifiedMeasures.flatMap((wanted) => all.find((one) => placeOf(one) === wanted) ?? []);
}

export function placeOf({ measure }: Measured): CertifiedMeasure | Measured['measure'] {
  return measure === 'meanPressure' ? 'bloodPressure' : measure;
}
