import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { currentLanguage } from '#platform/web/language.ts';
import type { Measure, VisitVitals } from '../contract.ts';
import { needsMoreReadings } from '../shared/blood-pressure.ts';
import type { RoomingValues } from './form-values.ts';
import type { LiveJudgement } from './use-judgement.ts';

/** The first reading of a pressure as numbers; undefined while it is being typed. */
export function firstPressure(values: RoomingValues): { systolic: number; diastolic: number } | undefined {
  const [first] = values.values.bloodPressure;
  const [systolic, diastolic] = [Number(first?.systolic), Number(first?.diastolic)];
  // three digits are typed one by one: 14 on the way to 145 must not open further rows
  return first?.position === 'sitting' && systolic >= 60 && diastolic >= 30
    ? { systolic, diastolic }
    : undefined;
}

/** Whether the first reading asks for two more (rule of repeated measuring). */
export function asksForMore(values: RoomingValues, visit: VisitVitals): boolean {
  const first = firstPressure(values);
  return first !== undefined && needsMoreReadings(first, visit.settings.bloodPressureScheme);
}

/** What experienced hands do next, where a value or an age calls for it. */
export function hintFor(
  measure: Measure,
  values: RoomingValues,
  live: LiveJudgement,
  visit: VisitVitals,
): string | undefined {
  const given = values.values;
  if (measure === 'bloodPressure') return pressureHint(values, visit);
  if (measure === 'pulse' && given.pulse.rhythm === 'irregular') return m.vitals_hint_irregular();
  const infant = live.age !== null && live.age.years < 1;
  if (measure === 'breathing' && infant) return m.vitals_hint_infantBreathing();
  const saturation = Number(given.oxygenSaturation.value);
  if (measure === 'oxygenSaturation' && saturation > 30 && saturation < 95) return m.vitals_hint_saturation();
  const fever = live.flags.some(({ reasonKey }) => reasonKey === 'vitals_fever');
  if (measure === 'temperature' && fever && given.temperature.site === 'oral')
    return m.vitals_hint_oralFever();
  return undefined;
}

function pressureHint(values: RoomingValues, visit: VisitVitals): string | undefined {
  const complete = values.values.bloodPressure
    .filter((row) => row.position !== 'standing' && Number(row.systolic) > 0 && Number(row.diastolic) > 0)
    .map((row) => ({ systolic: Number(row.systolic), diastolic: Number(row.diastolic) }));
  if (complete.length > 1) {
    const [before, last] = complete.slice(-2) as [(typeof complete)[0], (typeof complete)[0]];
    const mean = (half: 'systolic' | 'diastolic') =>
      formatNumber((before[half] + last[half]) / 2, 0, localeFor(currentLanguage()));
    return m.vitals_rooming_mean({ systolic: mean('systolic'), diastolic: mean('diastolic') });
  }
  return asksForMore(values, visit) ? m.vitals_hint_repeatPressure() : undefined;
}
