import type { Locale } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import type { RangeTable } from './range-table.ts';

export type { Range } from './range-table.ts';

/** The signs that rules speak of. Blood pressure is two signs here because each half is judged and told by itself. */
export type VitalSign =
  | 'systolic'
  | 'diastolic'
  | 'heartRate'
  | 'respiratoryRate'
  | 'temperature'
  | 'oxygenSaturation'
  | 'consciousness'
  | 'glucose'
  | 'height'
  | 'weight'
  | 'bodyMassIndex'
  | 'headCircumference'
  | 'pain'
  | 'waist'
  | 'gestationAtBirth'
  | 'lastMenses';

export type TemperatureSite = 'oral' | 'axillary' | 'rectal' | 'tympanic' | 'temporal';

/** ACVPU: alert, new confusion, responds to voice, to pain, unresponsive. */
export type Consciousness = 'alert' | 'confused' | 'voice' | 'pain' | 'unresponsive';

/** One set of measurements in canonical units, for comparison; the entered text and unit stay with the form and the record. */
export type VitalValues = {
  systolicMmHg?: number | undefined;
  diastolicMmHg?: number | undefined;
  heartRatePerMinute?: number | undefined;
  respiratoryRatePerMinute?: number | undefined;
  temperatureCelsius?: number | undefined;
  temperatureSite?: TemperatureSite | undefined;
  oxygenSaturationPercent?: number | undefined;
  onOxygen?: boolean | undefined;
  consciousness?: Consciousness | undefined;
  glucoseMgPerDl?: number | undefined;
  heightCm?: number | undefined;
  weightKg?: number | undefined;
  headCircumferenceCm?: number | undefined;
  painScore?: number | undefined;
  waistCm?: number | undefined;
  gestationWeeks?: number | undefined;
  /** The child sleeps while measured, which lowers the normal heart rate. */
  asleep?: boolean | undefined;
  /** Headache, chest pain, shortness of breath, visual or neurological signs beside a severe pressure. */
  pressureSymptoms?: boolean | undefined;
};

/** What the clinic or an order has set. */
export type VitalsSettings = {
  /** `accAha`: hypertension from 130/80; `from140`: from 140/90, as Indonesian practice labels it. */
  bloodPressureScheme: 'accAha' | 'from140';
  /** Saturation that a clinician ordered for this patient (COPD: 88–92); replaces the general limits. */
  oxygenTarget?: { lowPercent: number; highPercent: number } | undefined;
  /** Whose body mass bands apply. */
  country: 'US' | 'ID';
  /** The clinic's own table; without it the one that we ship. */
  ranges?: RangeTable | undefined;
};

/** A reason as a message key with what goes into its placeholders. */
export type Reason = { reasonKey: string; params: Record<string, number | string> };

/** The placeholders of a reason written for the reader: `37.8` becomes `37,8` in Indonesian, whole numbers stay whole. */
export function readableParams(params: Reason['params'], locale: Locale): Record<string, string> {
  const readable = (value: number | string) =>
    typeof value === 'string' ? value : formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, readable(value)]));
}
