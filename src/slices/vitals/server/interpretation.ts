import type { CodeableConcept, Observation } from '@medplum/fhirtypes';
import type { VitalFlag } from '../shared/assess.ts';
import type { Reading } from '../shared/reading.ts';
import type { VitalSign } from '../shared/values.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const signsOfMeasure: Partial<Record<Reading['measure'], VitalSign>> = {
  pulse: 'heartRate',
  breathing: 'respiratoryRate',
  temperature: 'temperature',
  oxygenSaturation: 'oxygenSaturation',
  bodyMassIndex: 'bodyMassIndex',
  consciousness: 'consciousness',
};

/** HL7's word for a flag: critical or not, and to which side where the reason tells. */
export function interpretationOf({ level, reasonKey }: VitalFlag): CodeableConcept {
  const low = /low|below|cold|thin|underweight|hypotension|target/.test(reasonKey);
  const high =
    /high|above|fever|elevated|stage|severe$|hypertension$|obese|overweight|pressure_symptoms/.test(
      reasonKey,
    );
  const side = low ? 'L' : high ? 'H' : 'A';
  const code = level === 'normal' ? 'N' : level === 'critical' ? side + side : side;
  return { coding: [{ system, code }] };
}

/**
 * Writes what stood out into the Observation, for other readers of the record. It is our rules' flag at the time of
 * writing; our own screens judge anew. Of a series the mean carries it, never a single reading.
 */
export function withInterpretation(
  observation: Observation,
  reading: Reading,
  flags: readonly VitalFlag[],
): Observation {
  const { interpretation: _before, ...rest } = observation;
  if (reading.notObtained !== undefined || reading.context.series !== undefined) return rest;
  const flagOf = (sign: VitalSign | undefined) => flags.find((one) => one.sign === sign);
  if (reading.measure === 'bloodPressure' || reading.measure === 'meanPressure') {
    const halves = [flagOf('systolic'), flagOf('diastolic')];
    const component = (rest.component ?? []).map((one, place) => {
      const flag = one.valueQuantity ? halves[place] : undefined;
      return flag ? { ...one, interpretation: [interpretationOf(flag)] } : one;
    });
    return { ...rest, component };
  }
  const flag = flagOf(signsOfMeasure[reading.measure]);
  return flag ? { ...rest, interpretation: [interpretationOf(flag)] } : rest;
}
