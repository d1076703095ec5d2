import type { Measure } from '../contract.ts';
import type { ReadingMeasure } from './reading.ts';
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

/** The signs under which a measure is flagged; a pressure has two. */
export const signsOfMeasure: Record<ReadingMeasure, readonly VitalSign[]> = {
  bloodPressure: ['systolic', 'diastolic'],
  meanPressure: ['systolic', 'diastolic'],
  pulse: ['heartRate'],
  breathing: ['respiratoryRate'],
  temperature: ['temperature'],
  oxygenSaturation: ['oxygenSaturation'],
  weight: ['weight'],
  height: ['height'],
  headCircumference: ['headCircumference'],
  pain: ['pain'],
  consciousness: ['consciousness'],
  bodyMassIndex: ['bodyMassIndex'],
  waist: ['waist'],
  pregnancy: [],
  lastMenses: ['lastMenses'],
  gestationAtBirth: ['gestationAtBirth'],
};
