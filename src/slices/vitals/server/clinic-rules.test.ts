import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vitals } from '../contract.ts';
import { defaultRanges, type RangeTable } from '../shared/range-table.ts';
import { openRoomingClinic, type RoomingClinic, type Values } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('ID');
});
afterAll(() => room.close());

const rules = {
  news2: true,
  bloodPressureScheme: 'from140',
  pressureReadings: 3,
  pressureFromYears: 3,
  required: ['bloodPressure', 'pulse'],
  recheckCriticalMinutes: 15,
} as const;
const sick = {
  breathing: { value: '22' },
  oxygenSaturation: { value: '94', onOxygen: false },
  bloodPressure: [{ systolic: '108', diastolic: '70' }],
  pulse: { value: '112' },
  consciousness: 'alert',
  temperature: { value: '38.4', unit: 'Cel', site: 'axillary' },
} satisfies Values;

describe('how the clinic measures', () => {
  it('shows NEWS2 only once the clinic has turned it on, and what it said is kept', async () => {
    const { visitId } = await room.roomed();
    const before = await room.record(visitId, sick);
    expect(before.visit.sets[0]).not.toHaveProperty('news2');
    expect(before.visit.settings).toMatchObject({ news2: false, pressureReadings: 3 });
    const manager = room.clinic.as('manager');
    const first = await manager.call(vitals, 'clinicRules', {});
    expect(first).toMatchObject({
      rules: { news2: false, recheckCriticalMinutes: 15 },
      inForce: { version: 0 },
    });
    await manager.call(vitals, 'saveClinicRules', { ...rules, required: ['pulse', 'bloodPressure'] });
    expect((await manager.call(vitals, 'clinicRules', {})).rules).toEqual(rules);
    const after = await room.clinic.as('nurse').call(vitals, 'visitVitals', { visitId });
    expect(after.sets[0]?.news2).toMatchObject({ status: 'complete', score: 7, risk: 'high' });
    expect(after.required).toEqual(['bloodPressure', 'pulse']);
    expect(after.complete).toBe(true);
  });

  it('knows no NEWS2 of a pregnant patient', async () => {
    const { visitId } = await room.roomed();
    await room.record(visitId, { pregnancy: 'pregnant', lastMenses: '2026-01-05' });
    const answer = await room.record(visitId, sick);
    expect(answer.visit.pregnant).toBe(true);
    expect(answer.visit.sets.at(-1)?.news2).toEqual({ status: 'notApplicable', reason: 'pregnant' });
  });

  it('is the manager’s to say, with figures that can be', async () => {
    const nurse = await room.clinic.refused(
      room.clinic.as('nurse').call(vitals, 'saveClinicRules', { ...rules, required: ['pulse'] }),
    );
    expect(nurse.code).toBe('platform.notAllowed');
    const wrong = { ...rules, required: ['pulse' as const], pressureReadings: 9 };
    const call = room.clinic.as('manager').call(vitals, 'saveClinicRules', wrong);
    expect((await room.clinic.refused(call)).fields?.map(({ path }) => path)).toEqual(['pressureReadings']);
  });
});

describe('the clinic’s own ranges', () => {
  const slower: RangeTable = {
    ...defaultRanges,
    adult: { ...defaultRanges.adult, heartRate: { low: 50, high: 90 } },
  };
  const note = 'Athletes’ clinic';

  it('judge nothing before a physician approves them, and nothing that was measured before', async () => {
    const { visitId } = await room.roomed();
    const early = await room.record(visitId, { pulse: { value: '55' } });
    expect(early.flags).toMatchObject([{ sign: 'heartRate', level: 'outOfRange' }]);
    const manager = room.clinic.as('manager');
    expect(await manager.call(vitals, 'saveRanges', { after: 0, table: slower, note })).toEqual({
      version: 1,
    });
    const still = await room.record(visitId, { pulse: { value: '55' } });
    expect(still.flags).toMatchObject([{ level: 'outOfRange' }]);
    const found = await manager.call(vitals, 'clinicRules', {});
    expect(found).toMatchObject({
      inForce: { version: 0 },
      draft: { version: 1, note, savedBy: 'Manajer klinik' },
    });
    room.clinic.clock.advance(1);
    await room.clinic.as('physician').call(vitals, 'approveRanges', { version: 1 });
    expect(await manager.call(vitals, 'clinicRules', {})).toMatchObject({
      inForce: {
        version: 1,
        table: slower,
        approved: { by: 'Dokter', at: expect.stringMatching(/^2026-03-09T/) },
      },
    });
    const later = await room.record(visitId, { pulse: { value: '55' } });
    expect(later.flags).toMatchObject([
      { sign: 'heartRate', level: 'normal', params: { low: 50, high: 90 } },
    ]);
    expect(later.visit.sets.map((set) => set.flags[0]?.level)).toEqual([
      'outOfRange',
      'outOfRange',
      'normal',
    ]);
    expect(later.visit.settings.ranges).toEqual(slower);
  });

  it('are saved by one at a time, and approved as they stand', async () => {
    const manager = room.clinic.as('manager');
    const save = (after: number) => manager.call(vitals, 'saveRanges', { after, table: slower, note });
    expect((await room.clinic.refused(save(0))).code).toBe('vitals.versionTaken');
    await save(1);
    const physician = room.clinic.as('physician');
    const stale = physician.call(vitals, 'approveRanges', { version: 1 });
    expect((await room.clinic.refused(stale)).code).toBe('vitals.versionTaken');
    const nobody = room.clinic.as('nurse').call(vitals, 'approveRanges', { version: 2 });
    expect((await room.clinic.refused(nobody)).code).toBe('platform.notAllowed');
    expect(await physician.call(vitals, 'approveRanges', { version: 2 })).toEqual({ version: 2 });
    expect(await physician.call(vitals, 'approveRanges', { version: 2 })).toEqual({ version: 2 });
  });

  it('refuse limits that are turned round, by their field', async () => {
    const turned = { ...slower, adult: { ...slower.adult, heartRate: { low: 90, high: 50 } } };
    const call = room.clinic.as('manager').call(vitals, 'saveRanges', { after: 2, table: turned, note });
    expect((await room.clinic.refused(call)).fields).toMatchObject([
      { path: 'table.adult.heartRate', words: 'Batas bawah harus lebih kecil daripada batas atas.' },
    ]);
  });
});
