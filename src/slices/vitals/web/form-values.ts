import type { CallOf } from '#platform/shared/contract.ts';
import { wallToInstant } from '#platform/shared/time.ts';
import type { EnteredValues, Measure, NotObtainedReason, VisitVitals, vitals } from '../contract.ts';
import type { Entry } from '../shared/entered.ts';

export type PressureValues = {
  systolic: string;
  diastolic: string;
  arm: string;
  position: string;
  cuff: string;
  standingMinutes: string;
  pulse: string;
  symptoms: boolean;
  technique: string[];
};

/** What the form holds. Paths are those of the verb's input, so that a refusal finds its field by itself. */
export type RoomingValues = {
  measuredAt: string;
  asleep: boolean;
  pressureSymptoms: boolean;
  confirmed: string[];
  /** Staff id, or `herself`: she who types. */
  measuredBy: string;
  notObtained: Partial<Record<Measure, NotObtainedReason | ''>>;
  values: {
    bloodPressure: PressureValues[];
    pulse: { value: string; rhythm: string; technique: string[] };
    breathing: { value: string; countSeconds: string };
    temperature: { value: string; unit: string; site: string; technique: string[] };
    oxygenSaturation: {
      value: string;
      onOxygen: string;
      flowLitersPerMinute: string;
      technique: string[];
    };
    weight: { value: string; unit: string; clothed: string; shoes: string };
    height: { value: string; unit: string; lying: string; shoes: string };
    headCircumference: { value: string; unit: string };
    pain: { value: string; tool: string };
    consciousness: string;
    waist: { value: string; unit: string };
    pregnancy: string;
    lastMenses: string;
    gestationAtBirth: { value: string };
  };
};

/** Who types measured too. */
export const herself = 'herself';

const blankPressure: PressureValues = {
  systolic: '',
  diastolic: '',
  arm: '',
  position: 'sitting',
  cuff: '',
  standingMinutes: '',
  pulse: '',
  symptoms: false,
  technique: [],
};

/** Lying, then standing after one and three minutes. */
export function orthostaticRows(readings: readonly PressureValues[]): PressureValues[] {
  const { arm = '', cuff = '' } = readings[0] ?? {};
  const row = { ...blankPressure, arm, cuff };
  return [
    ...readings.filter(({ systolic, diastolic }) => systolic !== '' || diastolic !== ''),
    { ...row, position: 'supine' },
    { ...row, position: 'standing', standingMinutes: '1' },
    { ...row, position: 'standing', standingMinutes: '3' },
  ];
}

/** A further reading of the same set: same arm and cuff, as the rule of repeated measuring wants it. */
export function nextPressure(readings: readonly PressureValues[]): PressureValues {
  const { arm = '', cuff = '' } = readings[0] ?? {};
  return { ...blankPressure, arm, cuff };
}

/**
 * An empty form. Units and site start with the habit of the country, never with what was chosen for the last patient.
 * @param ageYears null when unknown
 */
export function initialValues(visit: VisitVitals, ageYears: number | null): RoomingValues {
  const metric = visit.settings.country === 'ID';
  const small = ageYears !== null && ageYears < 2;
  const child = ageYears !== null && ageYears < 6;
  return {
    measuredAt: '',
    asleep: false,
    pressureSymptoms: false,
    confirmed: [],
    measuredBy: herself,
    notObtained: {},
    values: {
      bloodPressure: [blankPressure],
      pulse: { value: '', rhythm: '', technique: [] },
      breathing: { value: '', countSeconds: '' },
      temperature: {
        value: '',
        unit: metric ? 'Cel' : '[degF]',
        site: metric || child ? 'axillary' : 'oral',
        technique: [],
      },
      oxygenSaturation: { value: '', onOxygen: 'false', flowLitersPerMinute: '', technique: [] },
      weight: { value: '', unit: metric ? 'kg' : '[lb_av]', clothed: '', shoes: '' },
      // length is measured lying below 24 months, height standing from then on
      height: { value: '', unit: metric ? 'cm' : '[in_i]', lying: String(small), shoes: '' },
      headCircumference: { value: '', unit: metric ? 'cm' : '[in_i]' },
      // below seven years what a child shows counts, not what it says
      pain: { value: '', tool: ageYears === null || ageYears >= 7 ? 'nrs' : 'flacc' },
      consciousness: '',
      waist: { value: '', unit: metric ? 'cm' : '[in_i]' },
      pregnancy: '',
      lastMenses: '',
      gestationAtBirth: { value: '' },
    },
  };
}

/** Only what was chosen; an empty choice was not made. */
function chosen<Value extends object>(given: Value): Value {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) =>
        value !== '' &&
        value !== undefined &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  ) as Value;
}

const said = (text: string | undefined): boolean | undefined =>
  text === '' || text === undefined ? undefined : text === 'true';

function pressuresOf(rows: readonly PressureValues[]): EnteredValues['bloodPressure'] {
  const lastTyped = rows.findLastIndex((row) => row.systolic !== '' || row.diastolic !== '');
  const typed = rows.slice(0, lastTyped + 1).map((row) => ({
    ...chosen({ ...row, cuff: row.cuff || (rows[0]?.cuff ?? '') }),
    // an empty first half must be named by the server, so it is sent as it is
    systolic: row.systolic,
    technique: rows[0]?.technique.length ? rows[0].technique : undefined,
    ...(row.standingMinutes !== '' && { standingMinutes: Number(row.standingMinutes) }),
  }));
  return typed.length === 0 ? undefined : (typed as EnteredValues['bloodPressure']);
}

/** What was typed as the rules and the verb take it; what was not typed is left out. */
export function entryOf(form: RoomingValues): Entry {
  const given = form.values;
  const typed = <Value extends { value: string }>(one: Value) =>
    one.value.trim() === '' ? undefined : chosen(one);
  const absent = Object.entries(form.notObtained).filter(([, reason]) => reason);
  const skip = new Set(absent.map(([measure]) => measure));
  const values = {
    bloodPressure: pressuresOf(given.bloodPressure),
    pulse: typed(given.pulse),
    breathing: typed(given.breathing) && {
      value: given.breathing.value,
      ...(given.breathing.countSeconds && { countSeconds: Number(given.breathing.countSeconds) }),
    },
    temperature: typed(given.temperature),
    oxygenSaturation: typed(given.oxygenSaturation) && {
      ...chosen(given.oxygenSaturation),
      onOxygen: given.oxygenSaturation.onOxygen === 'true',
    },
    weight: typed(given.weight) && {
      ...chosen(given.weight),
      clothed: said(given.weight.clothed),
      shoes: said(given.weight.shoes),
    },
    height: typed(given.height) && {
      ...chosen(given.height),
      lying: given.height.lying === 'true',
      shoes: said(given.height.shoes),
    },
    headCircumference: typed(given.headCircumference),
    pain: typed(given.pain),
    consciousness: given.consciousness || undefined,
    waist: typed(given.waist),
    pregnancy: given.pregnancy || undefined,
    lastMenses: given.lastMenses || undefined,
    gestationAtBirth: typed(given.gestationAtBirth),
  };
  const kept = Object.entries(values).filter(([measure, value]) => value !== undefined && !skip.has(measure));
  return {
    values: Object.fromEntries(kept) as EnteredValues,
    notObtained: Object.fromEntries(absent) as Entry['notObtained'],
    asleep: form.asleep,
    pressureSymptoms: form.pressureSymptoms,
  };
}

/** The call of `recordVitals`; a time typed is on the visit's day in the clinic's zone. */
export function callOf(
  form: RoomingValues,
  visit: Pick<VisitVitals, 'visitId' | 'day'>,
  zone: string,
): CallOf<typeof vitals, 'recordVitals'> {
  const entry = entryOf(form);
  const measuredAt = instantOf(form.measuredAt, visit.day, zone);
  return {
    visitId: visit.visitId,
    ...(measuredAt && { measuredAt }),
    values: entry.values,
    notObtained: entry.notObtained ?? {},
    asleep: form.asleep,
    pressureSymptoms: form.pressureSymptoms,
    confirmed: form.confirmed,
    ...(form.measuredBy !== herself && { measuredBy: form.measuredBy }),
  };
}

/** `HH:MM` of a day as an instant; the text itself where it is none, for the server to name it. */
export function instantOf(time: string, day: string, zone: string): string | undefined {
  if (time === '') return undefined;
  if (!/^\d{2}:\d{2}$/.test(time)) return time;
  const found = wallToInstant(day, time, zone, { disambiguation: 'later' });
  if ('instant' in found) return found.instant;
  return 'invalid' in found ? found.shiftedInstant : found.ambiguous[1];
}
