import { m } from '#messages';
import type { Locale } from '#platform/shared/languages.ts';
import { formatDecimal } from '#platform/shared/quantities.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { NotObtainedReason, VitalItem } from '../contract.ts';
import type { ReadingMeasure } from '../shared/reading.ts';
import { readableParams, type VitalSign } from '../shared/values.ts';

type Params = Record<string, string>;
const of = (params: Params, name: string) => params[name] ?? '';
const limit = (params: Params) => ({ limit: of(params, 'limit') });
const range = (params: Params) => ({ low: of(params, 'low'), high: of(params, 'high') });
const index = (params: Params) => ({ index: of(params, 'index') });

/** Named one by one, so that the screen loads these words and not every message of the house. */
const reasons: Record<string, (params: Params) => string> = {
  vitals_in_range: (p) => m.vitals_in_range(range(p)),
  vitals_below_range: (p) => m.vitals_below_range(range(p)),
  vitals_above_range: (p) => m.vitals_above_range(range(p)),
  vitals_pressure_low: (p) => m.vitals_pressure_low(limit(p)),
  vitals_pressure_normal: () => m.vitals_pressure_normal(),
  vitals_pressure_elevated: () => m.vitals_pressure_elevated(),
  vitals_pressure_stage1: () => m.vitals_pressure_stage1(),
  vitals_pressure_stage2: () => m.vitals_pressure_stage2(),
  vitals_pressure_hypertension: () => m.vitals_pressure_hypertension(),
  vitals_pressure_severe: () => m.vitals_pressure_severe(),
  vitals_fever: (p) => m.vitals_fever(limit(p)),
  vitals_fever_fahrenheit: (p) => m.vitals_fever_fahrenheit(limit(p)),
  vitals_critical_young_infant_fever_fahrenheit: (p) =>
    m.vitals_critical_young_infant_fever_fahrenheit(limit(p)),
  vitals_critical_young_infant_cold_fahrenheit: (p) =>
    m.vitals_critical_young_infant_cold_fahrenheit(limit(p)),
  vitals_alert: () => m.vitals_alert(),
  vitals_bmi_severely_thin: (p) => m.vitals_bmi_severely_thin(index(p)),
  vitals_bmi_underweight: (p) => m.vitals_bmi_underweight(index(p)),
  vitals_bmi_normal: (p) => m.vitals_bmi_normal(index(p)),
  vitals_bmi_overweight: (p) => m.vitals_bmi_overweight(index(p)),
  vitals_bmi_obese: (p) => m.vitals_bmi_obese(index(p)),
  vitals_critical_low: (p) => m.vitals_critical_low(limit(p)),
  vitals_critical_high: (p) => m.vitals_critical_high(limit(p)),
  vitals_critical_below: (p) => m.vitals_critical_below(limit(p)),
  vitals_critical_above: (p) => m.vitals_critical_above(limit(p)),
  vitals_critical_child_low: (p) => m.vitals_critical_child_low(range(p)),
  vitals_critical_child_high: (p) => m.vitals_critical_child_high(range(p)),
  vitals_critical_target: (p) => m.vitals_critical_target({ low: of(p, 'low') }),
  vitals_critical_young_infant_fever: (p) => m.vitals_critical_young_infant_fever(limit(p)),
  vitals_critical_young_infant_cold: (p) => m.vitals_critical_young_infant_cold(limit(p)),
  vitals_critical_pressure_symptoms: (p) => m.vitals_critical_pressure_symptoms(limit(p)),
  vitals_critical_hypotension: (p) => m.vitals_critical_hypotension(limit(p)),
  vitals_critical_consciousness: () => m.vitals_critical_consciousness(),
  vitals_reject_not_a_number: () => m.vitals_reject_not_a_number(),
  vitals_reject_range: (p) => m.vitals_reject_range(range(p)),
  vitals_reject_positive: () => m.vitals_reject_positive(),
  vitals_reject_fahrenheit: (p) => m.vitals_reject_fahrenheit({ celsius: of(p, 'celsius') }),
  vitals_reject_pain_whole: () => m.vitals_reject_pain_whole(),
  vitals_reject_weeks_whole: () => m.vitals_reject_weeks_whole(),
  vitals_reject_day_ahead: () => m.vitals_reject_day_ahead(),
  vitals_confirm_day_long_ago: () => m.vitals_confirm_day_long_ago(),
  vitals_confirm_avoid_arm: () => m.vitals_confirm_avoid_arm(),
  vitals_reject_pressure_order: () => m.vitals_reject_pressure_order(),
  vitals_confirm_range: (p) => m.vitals_confirm_range(range(p)),
  vitals_confirm_pulse_pressure: (p) =>
    m.vitals_confirm_pulse_pressure({ pulsePressure: of(p, 'pulsePressure') }),
  vitals_confirm_height_change: (p) => m.vitals_confirm_height_change({ change: of(p, 'change') }),
  vitals_confirm_weight_change: (p) => m.vitals_confirm_weight_change({ percent: of(p, 'percent') }),
  vitals_confirm_diastolic_missing: () => m.vitals_confirm_diastolic_missing(),
};

/** The words of a rule's reason, its numbers written for the reader. */
export function reasonWords(
  reason: { reasonKey: string; params: Record<string, string | number> },
  locale: Locale,
): string {
  return reasons[reason.reasonKey]?.(readableParams(reason.params, locale)) ?? '';
}

const measures: Record<ReadingMeasure, () => string> = {
  bloodPressure: m.vitals_measure_bloodPressure,
  meanPressure: m.vitals_measure_meanPressure,
  pulse: m.vitals_measure_pulse,
  breathing: m.vitals_measure_breathing,
  temperature: m.vitals_measure_temperature,
  oxygenSaturation: m.vitals_measure_oxygenSaturation,
  weight: m.vitals_measure_weight,
  height: m.vitals_measure_height,
  headCircumference: m.vitals_measure_headCircumference,
  pain: m.vitals_measure_pain,
  consciousness: m.vitals_measure_consciousness,
  bodyMassIndex: m.vitals_measure_bodyMassIndex,
  waist: m.vitals_measure_waist,
  pregnancy: m.vitals_measure_pregnancy,
  lastMenses: m.vitals_measure_lastMenses,
  gestationAtBirth: m.vitals_measure_gestationAtBirth,
};
export const measureWords = (measure: ReadingMeasure): string => measures[measure]();

const signs: Record<VitalSign, () => string> = {
  systolic: m.vitals_sign_systolic,
  diastolic: m.vitals_sign_diastolic,
  heartRate: m.vitals_sign_heartRate,
  respiratoryRate: m.vitals_sign_respiratoryRate,
  temperature: m.vitals_sign_temperature,
  oxygenSaturation: m.vitals_sign_oxygenSaturation,
  consciousness: m.vitals_sign_consciousness,
  glucose: m.vitals_sign_glucose,
  height: m.vitals_sign_height,
  weight: m.vitals_sign_weight,
  bodyMassIndex: m.vitals_sign_bodyMassIndex,
  headCircumference: m.vitals_sign_headCircumference,
  pain: m.vitals_sign_pain,
  waist: m.vitals_sign_waist,
  gestationAtBirth: m.vitals_sign_gestationAtBirth,
  lastMenses: m.vitals_sign_lastMenses,
};
export const signWords = (sign: VitalSign): string => signs[sign]();

/** A UCUM code as a clinic writes it. */
export function unitWords(unit: string | undefined): string {
  if (unit === 'mm[Hg]') return 'mmHg';
  if (unit === '/min') return m.vitals_unit_perMinute();
  if (unit === 'Cel') return '°C';
  if (unit === '[degF]') return '°F';
  if (unit === '[lb_av]') return m.vitals_unit_pounds();
  if (unit === '[in_i]') return m.vitals_unit_inches();
  if (unit === 'kg/m2') return 'kg/m²';
  if (unit === '{score}') return '';
  if (unit === 'wk') return m.vitals_unit_weeks();
  return unit ?? '';
}

const absences: Record<NotObtainedReason, () => string> = {
  refused: m.vitals_notObtained_refused,
  crying: m.vitals_notObtained_crying,
  unable: m.vitals_notObtained_unable,
  deviceFault: m.vitals_notObtained_deviceFault,
  notNeeded: m.vitals_notObtained_notNeeded,
};
export const absenceWords = (reason: NotObtainedReason): string => absences[reason]();

const levels: Record<string, () => string> = {
  alert: m.vitals_consciousness_alert,
  confused: m.vitals_consciousness_confused,
  voice: m.vitals_consciousness_voice,
  pain: m.vitals_consciousness_pain,
  unresponsive: m.vitals_consciousness_unresponsive,
};

export const levelWords = (level: string): string => levels[level]?.() ?? '';

const states: Record<string, () => string> = {
  pregnant: m.vitals_pregnancy_pregnant,
  notPregnant: m.vitals_pregnancy_notPregnant,
  possible: m.vitals_pregnancy_possible,
};
export const stateWords = (state: string): string => states[state]?.() ?? '';

/** A measured value with its unit as the reader writes it: `118/76 mmHg`, `36,8 °C`, `tidak terukur: menolak`. */
export function valueWords(
  item: Pick<VitalItem, 'measure' | 'value' | 'diastolic' | 'unit' | 'notObtained'>,
  locale: Locale,
): string {
  if (item.notObtained) return `${m.vitals_notObtained()}: ${absenceWords(item.notObtained)}`;
  if (item.measure === 'consciousness') return levelWords(item.value ?? '');
  if (item.measure === 'pregnancy') return stateWords(item.value ?? '');
  if (item.measure === 'lastMenses') return formatPlainDate(item.value ?? '', locale);
  const figure = formatDecimal(item.value ?? '', locale);
  const pressure = item.measure === 'bloodPressure' || item.measure === 'meanPressure';
  const whole = pressure
    ? `${figure}/${item.diastolic ? formatDecimal(item.diastolic, locale) : '–'}`
    : figure;
  return `${whole} ${unitWords(item.unit)}`.trim();
}

type ContextWords = Record<string, () => string>;
const contextWords: Record<string, ContextWords> = {
  site: {
    oral: m.vitals_site_oral,
    axillary: m.vitals_site_axillary,
    rectal: m.vitals_site_rectal,
    tympanic: m.vitals_site_tympanic,
    temporal: m.vitals_site_temporal,
  },
  arm: { left: m.vitals_arm_left, right: m.vitals_arm_right },
  position: { supine: m.vitals_position_supine, standing: m.vitals_position_standing },
  rhythm: { regular: m.vitals_rhythm_regular, irregular: m.vitals_rhythm_irregular },
  onOxygen: { true: m.vitals_air_oxygen, false: m.vitals_air_room },
  lying: { true: m.vitals_lying_yes },
  clothed: { true: m.vitals_clothed_yes },
  symptoms: { true: m.vitals_orthostatic_symptoms },
  tool: { flacc: m.vitals_tool_flacc },
};

export const techniqueWords: ContextWords = {
  rested: m.vitals_technique_rested,
  backSupported: m.vitals_technique_backSupported,
  armAtHeart: m.vitals_technique_armAtHeart,
  noTalk: m.vitals_technique_noTalk,
  noCaffeine: m.vitals_technique_noCaffeine,
  bladderEmpty: m.vitals_technique_bladderEmpty,
  apicalMinute: m.vitals_technique_apicalMinute,
  noFoodOrDrink: m.vitals_technique_noFoodOrDrink,
  warmHand: m.vitals_technique_warmHand,
  noPolish: m.vitals_technique_noPolish,
  otherFinger: m.vitals_technique_otherFinger,
};

/** What goes with a figure and changes its meaning: the site, the arm, the air. */
export function circumstanceWords({ context }: Pick<VitalItem, 'context'>): string {
  const shoes = context.shoes === true ? [`${m.vitals_shoes_label()}: ${m.vitals_shoes_yes()}`] : [];
  const technique = String(context.technique ?? '')
    .split(' ')
    .flatMap((code) => techniqueWords[code]?.() ?? []);
  return [
    ...Object.entries(context).flatMap(([name, value]) => contextWords[name]?.[String(value)]?.() ?? []),
    ...shoes,
    ...technique,
  ].join(', ');
}
