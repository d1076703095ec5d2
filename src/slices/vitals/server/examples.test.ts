import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic, wholeSet } from './testing/rooming-clinic.ts';

// the examples by which the duty is accepted, through the verbs and the record; the bare rules have their own in `shared/`
let harbor: RoomingClinic;
let melati: RoomingClinic;
beforeAll(async () => {
  [harbor, melati] = [await openRoomingClinic('US'), await openRoomingClinic('ID')];
  for (const { clinic } of [harbor, melati]) {
    const { rules } = await clinic.as('manager').call(vitals, 'clinicRules', {});
    await clinic.as('manager').call(vitals, 'saveClinicRules', { ...rules, news2: true });
  }
});
afterAll(async () => {
  await harbor.close();
  await melati.close();
});

describe('A8.1: NEWS2 of what was stored', () => {
  const alert = { ...wholeSet, consciousness: 'alert' } as const;

  it('is 3 with the flag of a single 3 for 25 breaths with all else normal', async () => {
    const { visitId } = await harbor.roomed();
    const { visit } = await harbor.record(visitId, { ...alert, breathing: { value: '25' } });
    expect(visit.sets[0]?.news2).toEqual({
      ...{ status: 'complete', score: 3, risk: 'lowMedium', singleThree: true },
    });
  });

  it('is 4 on scale 2 for a saturation of 95 on oxygen with the rest at 0', async () => {
    const { visitId, patientId } = await harbor.roomed();
    const target = { lowPercent: 88, highPercent: 92, reason: 'COPD' };
    await harbor.clinic.as('physician').call(vitals, 'orderOxygenTarget', { patientId, ...target });
    const onOxygen = { value: '95', onOxygen: true } as const;
    const { visit } = await harbor.record(visitId, { ...alert, oxygenSaturation: onOxygen });
    expect(visit.sets[0]?.news2).toMatchObject({ status: 'complete', score: 4, singleThree: false });
  });

  it('is incomplete, never 0, for each sign that was not taken', async () => {
    const without = ['breathing', 'oxygenSaturation', 'bloodPressure', 'pulse', 'temperature'] as const;
    for (const measure of [...without, 'consciousness'] as const) {
      const { visitId } = await harbor.roomed();
      const { [measure]: _, ...rest } = alert;
      const { visit } = await harbor.record(visitId, rest);
      expect([measure, visit.sets[0]?.news2?.status]).toEqual([measure, 'incomplete']);
      expect(visit.sets[0]?.news2).not.toHaveProperty('score');
    }
  });
});

it('A8.2: computes 29.1 of 82 kg and 168 cm, which is overweight in the US and obese by the Indonesian bands', async () => {
  const size = { weight: { value: '82', unit: 'kg' }, height: { value: '168', unit: 'cm' } } as const;
  for (const [room, reasonKey] of [
    [harbor, 'vitals_bmi_overweight'],
    [melati, 'vitals_bmi_obese'],
  ] as const) {
    const { visitId } = await room.roomed();
    const { visit, flags } = await room.record(visitId, size);
    const index = visit.sets[0]?.items.find((one) => one.measure === 'bodyMassIndex');
    expect(index).toMatchObject({ value: '29.1', unit: 'kg/m2' });
    expect(flags).toContainEqual(expect.objectContaining({ sign: 'bodyMassIndex', reasonKey }));
  }
});

describe('A8.5: 128/84', () => {
  const pressure = { bloodPressure: [{ systolic: '128', diastolic: '84' }] };
  const reasonsOf = async (room: RoomingClinic) => {
    const { visitId } = await room.roomed();
    const { flags } = await room.record(visitId, pressure);
    return flags.map(({ sign, level, reasonKey }) => `${sign} ${level} ${reasonKey}`);
  };

  it('is stage 1 because of its diastolic half, where the clinic goes by ACC/AHA', async () => {
    expect(await reasonsOf(harbor)).toEqual([
      'systolic outOfRange vitals_pressure_elevated',
      'diastolic outOfRange vitals_pressure_stage1',
    ]);
  });

  it('is normal where the clinic counts from 140/90', async () => {
    expect(await reasonsOf(melati)).toEqual([
      'systolic normal vitals_pressure_normal',
      'diastolic normal vitals_pressure_normal',
    ]);
  });
});
