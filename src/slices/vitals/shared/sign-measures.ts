import type { Measure } from '../contract.ts';
import type { VitalSign } from './values.ts';

/** What one measures to have a sign. */
export const measureOfSign: Partial<Record<VitalSign, Measure>> = {
  systolic: 'bloodPressure',
  diastolic: 'bloodPressure',
  heartRate: 'pulse',
  respiratoryRate: 'breathing',
  temperature: 'temperature',
  oxygenSaturation: 'oxygenSaturation',
  consciousness: 'consciousness',
  height: 'height',
  weight: 'weight',
  headCircumference: 'headCircumference',
  pain: 'pain',
  waist: 'waist',
};
