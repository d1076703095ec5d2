import { ageAt } from '#platform/shared/age.ts';
import { roundTo } from '#platform/shared/quantities.ts';
import { type Assessment, assessVitals } from './assess.ts';
import { reportedPressure } from './blood-pressure.ts';
import { daysBetween } from '#platform/shared/time.ts';
import { canonicalValue, isWorded } from './canonical.ts';
import type { EnteredReading } from './entered.ts';
import { inEnteredUnit } from './entered-unit.ts';
import { type News2, news2 } from './news2.ts';
import { type Orthostatic, orthostatic } from './orthostatic.ts';
import { type PlausibilityFinding, type PreviousMeasurements, plausibilityFindings } from './plausible.ts';
import type { ConsciousnessLevel, Reading, ReadingContext } from './reading.ts';
import type { VitalSign, VitalsSettings, VitalValues } from './values.ts';

/** Whom and when: ages are counted on the day of measuring. */
export type Judged = {
  birthDate: string | null;
  /** `YYYY-MM-DD` in the clinic's zone. */
  eventDate: string;
  settings: VitalsSettings;
  previous?: PreviousMeasurements | undefined;
  /** As last said, where the readings do not say it. */
  pregnant?: boolean | undefined;
  avoidArms?: readonly ReadingContext['arm'][] | undefined;
};

const has = (reading: Reading): boolean => reading.notObtained === undefined && reading.value !== undefined;

/** A figure of a reading in canonical units. */
export function figureOf(reading: Reading, half: 'value' | 'diastolic' = 'value'): number | undefined {
  const text = reading[half];
  if (!has(reading) || text === undefined) return undefined;
  return canonicalValue(reading.measure, Number(text), reading.unit);
}

function last(readings: readonly Reading[], measure: Reading['measure']): Reading | undefined {
  return readings.findLast((one) => one.measure === measure && has(one));
}

/** Pressures that stand for the patient at rest, in order. Standing readings belong to the orthostatic test alone. */
function restingPressures(readings: readonly Reading[]): Reading[] {
  return readings.filter(
    (one) => one.measure === 'bloodPressure' && has(one) && one.context.position !== 'standing',
  );
}

/**
 * The pressure that a set reports: the mean of the last two complete readings at rest, unrounded. Of a set in which no
 * diastolic was heard, the last systolic alone.
 */
export function reportedOf(
  readings: readonly Reading[],
): { systolic: number; diastolic?: number | undefined } | undefined {
  const resting = restingPressures(readings);
  const complete = resting.flatMap((one) => {
    const [systolic, diastolic] = [figureOf(one), figureOf(one, 'diastolic')];
    return systolic === undefined || diastolic === undefined ? [] : [{ systolic, diastolic }];
  });
  const systolic = resting.at(-1) && figureOf(resting.at(-1) as Reading);
  return reportedPressure(complete) ?? (systolic === undefined ? undefined : { systolic });
}

/** A set's readings as the values that rules speak of. */
export function valuesOf(readings: readonly Reading[]): VitalValues {
  const figure = (measure: Reading['measure']) => {
    const found = last(readings, measure);
    return found && figureOf(found);
  };
  const pressure = reportedOf(readings);
  const pulse = readings.findLast(
    (one) => one.measure === 'pulse' && has(one) && one.context.series === undefined,
  );
  const oxygen = last(readings, 'oxygenSaturation');
  return {
    systolicMmHg: pressure?.systolic,
    diastolicMmHg: pressure?.diastolic,
    heartRatePerMinute: pulse && figureOf(pulse),
    respiratoryRatePerMinute: figure('breathing'),
    temperatureCelsius: figure('temperature'),
    temperatureSite: last(readings, 'temperature')?.context.site,
    oxygenSaturationPercent: oxygen && figureOf(oxygen),
    onOxygen: oxygen?.context.onOxygen,
    consciousness: last(readings, 'consciousness')?.value as ConsciousnessLevel | undefined,
    heightCm: figure('height'),
    weightKg: figure('weight'),
    headCircumferenceCm: figure('headCircumference'),
    painScore: figure('pain'),
    waistCm: figure('waist'),
    gestationWeeks: figure('gestationAtBirth'),
    asleep: readings.some((one) => one.context.asleep === true),
    pressureSymptoms: readings.some((one) => one.context.pressureSymptoms === true),
  };
}

export type SetJudgement = Assessment & { news2: News2; orthostatic: Orthostatic | null };

/** Flags, scores and the rest of one set, from readings of the form or of the record alike. */
export function judgeSet(readings: readonly Reading[], judged: Judged): SetJudgement {
  const values = valuesOf(readings);
  const assessment = assessVitals({ ...judged, values });
  return {
    ...assessment,
    // the mean of two readings has halves, the score counts in whole mmHg
    news2: news2(assessment.age, values, {
      scale: scaleOf(judged.settings),
      pregnant: pregnantIn(readings, judged),
    }),
    orthostatic: orthostaticOf(readings, assessment.age?.years ?? null),
  };
}

/** The second scale is for who was ordered 88 to 92 %. */
function scaleOf({ oxygenTarget }: VitalsSettings): 1 | 2 {
  return oxygenTarget?.lowPercent === 88 && oxygenTarget.highPercent === 92 ? 2 : 1;
}

function pregnantIn(readings: readonly Reading[], judged: Judged): boolean {
  const said = last(readings, 'pregnancy')?.value;
  return said === undefined ? judged.pregnant === true : said === 'pregnant';
}

function orthostaticOf(readings: readonly Reading[], ageYears: number | null): Orthostatic | null {
  const postures = readings.flatMap((one) => {
    const [systolic, diastolic] = [figureOf(one), figureOf(one, 'diastolic')];
    if (one.measure !== 'bloodPressure' || systolic === undefined || diastolic === undefined) return [];
    const pulse = readings.find(
      (other) =>
        other.measure === 'pulse' &&
        other.context.series !== undefined &&
        other.context.series === one.context.series,
    );
    const { position, standingMinutes = 0 } = one.context;
    return [
      {
        ...{ position, minute: standingMinutes, systolic, diastolic },
        heartRate: pulse && figureOf(pulse),
        symptoms: one.context.symptoms,
      },
    ];
  });
  const supine = postures.find(({ position }) => position === 'supine');
  const standing = postures.filter(({ position }) => position === 'standing');
  return supine === undefined ? null : orthostatic(supine, standing, ageYears);
}

/** A finding at its place in the input. `id` holds the figure, so that a confirmed 181 does not confirm a 250. */
export type PlacedFinding = PlausibilityFinding & { id: string; path: string };

const halfOf: Partial<Record<VitalSign, string>> = { systolic: 'systolic', diastolic: 'diastolic' };

/**
 * What in an entry cannot be, or should be read again, reading by reading: of three pressures each is judged by itself.
 * A pressure without its diastolic half is asked about once, since a skipped field looks the same.
 */
export function placedFindings(readings: readonly EnteredReading[], judged: Judged): PlacedFinding[] {
  const age = judged.birthDate === null ? null : ageAt(judged.birthDate, judged.eventDate);
  const asleep = readings.some((one) => one.context.asleep === true);
  return readings.filter(has).flatMap((reading) => {
    const values = { ...valuesOf([reading]), asleep, ...ownHalves(reading) };
    const found = plausibilityFindings({ ...judged, age, values });
    if (reading.measure === 'bloodPressure' && reading.diastolic === undefined) {
      found.push({
        sign: 'diastolic',
        level: 'confirm',
        reasonKey: 'vitals_confirm_diastolic_missing',
        params: {},
      });
    }
    found.push(...armFindings(reading, judged), ...dayFindings(reading, judged));
    return found.map((one) => {
      const path = pathOf(reading, one.sign);
      const figures = [reading.value, reading.diastolic].filter((text) => text !== undefined).join('/');
      return { ...inEnteredUnit(one, reading.unit), path, id: `${path}:${one.reasonKey}:${figures}` };
    });
  });
}

/** A cuff on the arm that the chart says to avoid. */
function armFindings({ measure, context }: Reading, { avoidArms = [] }: Judged): PlausibilityFinding[] {
  if (measure !== 'bloodPressure' || context.arm === undefined || !avoidArms.includes(context.arm)) return [];
  return [{ sign: 'systolic', level: 'confirm', reasonKey: 'vitals_confirm_avoid_arm', params: {} }];
}

/** So long ago the last period hardly was without anybody asking why. */
const longAgoDays = 300;

function dayFindings({ measure, value }: Reading, { eventDate }: Judged): PlausibilityFinding[] {
  if (measure !== 'lastMenses' || value === undefined) return [];
  const days = daysBetween(value, eventDate);
  const found = (level: 'reject' | 'confirm', reasonKey: string): PlausibilityFinding[] => [
    { sign: 'lastMenses', level, reasonKey, params: {} },
  ];
  if (days < 0) return found('reject', 'vitals_reject_day_ahead');
  return days > longAgoDays ? found('confirm', 'vitals_confirm_day_long_ago') : [];
}

/** The figures of one pressure or pulse, also those that no set reports (standing, or within a series). */
function ownHalves(reading: Reading): VitalValues {
  if (reading.measure === 'pulse') return { heartRatePerMinute: figureOf(reading) };
  if (reading.measure !== 'bloodPressure') return {};
  return { systolicMmHg: figureOf(reading), diastolicMmHg: figureOf(reading, 'diastolic') };
}

function pathOf(reading: EnteredReading, sign: VitalSign): string {
  if (isWorded(reading.measure)) return reading.path;
  const half = reading.measure === 'bloodPressure' ? halfOf[sign] : undefined;
  if (half !== undefined) return `${reading.path}.${half}`;
  // the pulse of a pressure reading stands in the field itself
  return reading.path.endsWith('.pulse') && reading.path !== 'values.pulse'
    ? reading.path
    : `${reading.path}.value`;
}

/** Mean of a pressure for storing: halves happen, thirds do not. */
export function decimalOf(value: number): string {
  return String(roundTo(value, 1));
}
