import type { Locale } from '#platform/shared/languages.ts';
import { parseClinicalNumber } from '#platform/shared/quantities.ts';
import type { EnteredValues, Measure, NotObtained } from '../contract.ts';
import type { Reading, ReadingContext } from './reading.ts';

/** A reading on its way from the form, with the place of its figures in the input (`values.pulse`). */
export type EnteredReading = Reading & { path: string };
/** A figure that cannot be read, as a message key. */
export type EntryProblem = { path: string; key: string; params?: Record<string, string> };

export type Entry = {
  values: EnteredValues;
  notObtained?: NotObtained | undefined;
  asleep?: boolean | undefined;
  pressureSymptoms?: boolean | undefined;
};

/** Reads figures one by one and gathers what cannot be read, so that all of it is told at once. */
class Reader {
  readonly problems: EntryProblem[] = [];
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  figure(path: string, text: string): string | undefined {
    const entry = parseClinicalNumber(text, this.#locale);
    if (entry.ok) return entry.number.decimal;
    if (entry.code === 'ambiguous') {
      const [first, second] = entry.readings;
      this.problems.push({
        path,
        key: 'vitals_field_ambiguous',
        params: { typed: text.trim(), first, second },
      });
    } else this.problems.push({ path, key: 'vitals_reject_not_a_number' });
    return undefined;
  }

  optional(path: string, text: string | undefined): string | undefined {
    return text === undefined ? undefined : this.figure(path, text);
  }
}

/**
 * What was typed as readings. Pure and the same on both sides.
 * @returns readings in the order of measuring, and what cannot be read with its place in the input
 */
export function readEntered(
  entry: Entry,
  locale: Locale,
): { readings: EnteredReading[]; problems: EntryProblem[] } {
  const reader = new Reader(locale);
  const { values } = entry;
  const readings = [
    ...pressures(reader, entry),
    ...single(reader, 'pulse', '/min', values.pulse, {
      rhythm: values.pulse?.rhythm,
      technique: techniqueOf(values.pulse),
      ...asleepOf(entry),
    }),
    ...single(reader, 'breathing', '/min', values.breathing, {
      countSeconds: values.breathing?.countSeconds,
      ...asleepOf(entry),
    }),
    ...single(reader, 'temperature', values.temperature?.unit, values.temperature, {
      site: values.temperature?.site,
      technique: techniqueOf(values.temperature),
    }),
    ...single(reader, 'oxygenSaturation', '%', values.oxygenSaturation, oxygenOf(reader, values)),
    ...single(reader, 'weight', values.weight?.unit, values.weight, {
      clothed: values.weight?.clothed,
      shoes: values.weight?.shoes,
    }),
    ...single(reader, 'height', values.height?.unit, values.height, {
      lying: values.height?.lying,
      shoes: values.height?.shoes,
    }),
    ...single(reader, 'headCircumference', values.headCircumference?.unit, values.headCircumference, {}),
    ...single(reader, 'pain', '{score}', values.pain, { tool: values.pain?.tool }),
    ...single(reader, 'waist', values.waist?.unit, values.waist, {}),
    ...single(reader, 'gestationAtBirth', 'wk', values.gestationAtBirth, {}),
    ...worded(values),
  ];
  for (const [measure, reason] of Object.entries(entry.notObtained ?? {})) {
    if (reason === undefined) continue;
    const path = `notObtained.${measure}`;
    if (values[measure as Measure] !== undefined) reader.problems.push({ path, key: 'vitals_field_both' });
    readings.push({ path, measure: measure as Measure, notObtained: reason, context: {} });
  }
  return { readings, problems: reader.problems };
}

/** Only what was said; an absent flag is not a `false`. */
function without(context: ReadingContext): ReadingContext {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}

function asleepOf(entry: Entry): ReadingContext {
  return entry.asleep ? { asleep: true } : {};
}

function single(
  reader: Reader,
  measure: Measure,
  unit: string | undefined,
  given: { value: string } | undefined,
  context: ReadingContext,
): EnteredReading[] {
  if (given === undefined) return [];
  const path = `values.${measure}`;
  const value = reader.figure(`${path}.value`, given.value);
  return value === undefined ? [] : [{ path, measure, value, unit, context: without(context) }];
}

function oxygenOf(reader: Reader, { oxygenSaturation: given }: EnteredValues): ReadingContext {
  if (given === undefined) return {};
  const path = 'values.oxygenSaturation';
  return {
    onOxygen: given.onOxygen,
    flowLitersPerMinute: reader.optional(`${path}.flowLitersPerMinute`, given.flowLitersPerMinute),
    concentrationPercent: reader.optional(`${path}.concentrationPercent`, given.concentrationPercent),
    technique: techniqueOf(given),
  };
}

/** What is a code or a day and no figure. */
function worded(values: EnteredValues): EnteredReading[] {
  return (['consciousness', 'pregnancy', 'lastMenses'] as const).flatMap((measure) => {
    const value = values[measure];
    return value === undefined ? [] : [{ path: `values.${measure}`, measure, value, context: {} }];
  });
}

function techniqueOf(given: { technique?: readonly string[] | undefined } | undefined): string | undefined {
  return given?.technique?.length ? [...new Set(given.technique)].sort().join(' ') : undefined;
}

function pressures(reader: Reader, entry: Entry): EnteredReading[] {
  const given = entry.values.bloodPressure ?? [];
  return given.flatMap((one, place): EnteredReading[] => {
    const path = `values.bloodPressure.${place}`;
    const systolic = reader.figure(`${path}.systolic`, one.systolic);
    const diastolic = reader.optional(`${path}.diastolic`, one.diastolic);
    const pulse = reader.optional(`${path}.pulse`, one.pulse);
    const posture: ReadingContext = {
      position: one.position,
      standingMinutes: one.standingMinutes,
      ...(given.length > 1 && { series: place + 1 }),
    };
    const pressure: EnteredReading[] =
      systolic === undefined
        ? []
        : [
            {
              path,
              measure: 'bloodPressure',
              value: systolic,
              ...(diastolic !== undefined && { diastolic }),
              unit: 'mm[Hg]',
              context: without({
                ...posture,
                arm: one.arm,
                cuff: one.cuff,
                symptoms: one.symptoms || undefined,
                technique: techniqueOf(one),
                ...(entry.pressureSymptoms && { pressureSymptoms: true }),
              }),
            },
          ];
    if (pulse === undefined) return pressure;
    const beats: EnteredReading = {
      path: `${path}.pulse`,
      measure: 'pulse',
      value: pulse,
      unit: '/min',
      // a pulse of an orthostatic test is never the patient's pulse at rest
      context: without({ ...posture, series: place + 1 }),
    };
    return [...pressure, beats];
  });
}
