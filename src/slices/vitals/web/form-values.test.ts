import { expect, test } from 'vitest';
import { type VisitVitals, vitals } from '../contract.ts';
import { callOf, entryOf, initialValues, instantOf, type RoomingValues } from './form-values.ts';

const visit = {
  visitId: 'visit-1',
  day: '2026-03-09',
  settings: { bloodPressureScheme: 'from140', country: 'ID' },
} as VisitVitals;
const form = (change: (values: RoomingValues) => void): RoomingValues => {
  const values = structuredClone(initialValues(visit, 46));
  change(values);
  return values;
};

test('An untouched form says nothing, whatever its choices stand at', () => {
  expect(entryOf(form(() => undefined))).toMatchObject({ values: {}, notObtained: {} });
});

test('What is typed goes as typed with what stands beside it, and the server takes it', () => {
  const typed = form(({ values }) => {
    values.temperature.value = '36.80';
    values.oxygenSaturation.value = '98';
    values.pulse.value = '72';
  });
  const call = callOf(typed, visit, 'Asia/Jakarta');
  expect(call.values).toEqual({
    temperature: { value: '36.80', unit: 'Cel', site: 'axillary' },
    oxygenSaturation: { value: '98', onOxygen: false },
    pulse: { value: '72' },
  });
  expect(vitals.verbs.recordVitals.input.safeParse(call).success).toBe(true);
});

test('A reading that stands ready and was never typed is not sent; one with half of it is', () => {
  const blank = structuredClone(form(() => undefined).values.bloodPressure[0]);
  const typed = form(({ values }) => {
    values.bloodPressure = [
      { ...blank, systolic: '152', diastolic: '94', arm: 'left', cuff: 'large' },
      { ...blank, systolic: '', diastolic: '90' },
      blank,
    ] as RoomingValues['values']['bloodPressure'];
  });
  expect(entryOf(typed).values.bloodPressure).toEqual([
    { systolic: '152', diastolic: '94', arm: 'left', cuff: 'large', position: 'sitting' },
    { systolic: '', diastolic: '90', cuff: 'large', position: 'sitting' },
  ]);
});

test('A reason why there is no value takes the place of what was typed before', () => {
  const typed = form((values) => {
    values.values.weight.value = '70';
    values.notObtained = { weight: 'refused', pain: '' };
  });
  expect(entryOf(typed)).toMatchObject({ values: {}, notObtained: { weight: 'refused' } });
});

test('Units and site start with the habit of the country and the age', () => {
  const american = { ...visit, settings: { ...visit.settings, country: 'US' } } as VisitVitals;
  const units = ({ values }: RoomingValues) => [
    values.temperature.unit,
    values.temperature.site,
    values.weight.unit,
    values.height.lying,
    values.pain.tool,
  ];
  expect(units(initialValues(visit, 46))).toEqual(['Cel', 'axillary', 'kg', 'false', 'nrs']);
  expect(units(initialValues(american, 46))).toEqual(['[degF]', 'oral', '[lb_av]', 'false', 'nrs']);
  expect(units(initialValues(american, 1))).toEqual(['[degF]', 'axillary', '[lb_av]', 'true', 'flacc']);
});

test('A time is meant on the day of the visit, by the clock of the clinic', () => {
  expect(instantOf('08:45', '2026-03-09', 'Asia/Jakarta')).toBe('2026-03-09T01:45:00Z');
  expect(instantOf('', '2026-03-09', 'Asia/Jakarta')).toBeUndefined();
});
