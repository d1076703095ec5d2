import type { Flag, Observation } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { records } from '#slices/records/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('ID');
});
afterAll(() => room.close());

const stored = <R>(type: string, id: string): Promise<R> =>
  room.clinic.inside(async (ctx) => JSON.parse((await ctx.record.stored(type, id))?.text ?? '{}'));
const staffOf = async (visitId: string, name: string) => {
  const { measurers } = await room.clinic.as('clinical').call(vitals, 'visitVitals', { visitId });
  return measurers.find((one) => one.name === name)?.staffId ?? '';
};

describe('what goes with a reading', () => {
  it('keeps how it was measured, who measured and who typed', async () => {
    const { visitId } = await room.roomed();
    const measuredBy = await staffOf(visitId, 'Dokter');
    const answer = await room.record(
      visitId,
      {
        bloodPressure: [
          { systolic: '118', diastolic: '76', arm: 'left', technique: ['rested', 'armAtHeart'] },
        ],
        oxygenSaturation: { value: '97', onOxygen: false, technique: ['warmHand'] },
        weight: { value: '70', unit: 'kg', clothed: true, shoes: false },
      },
      { measuredBy },
    );
    const [set] = answer.visit.sets;
    expect(set).toMatchObject({ recordedBy: 'Dokter', typedBy: 'Perawat' });
    expect(set?.items[0]?.context).toMatchObject({ technique: 'armAtHeart rested' });
    expect(set?.items[2]?.context).toEqual({ clothed: true, shoes: false });
    const observation = await stored<Observation>('Observation', set?.items[0]?.observationId ?? '');
    expect(observation.performer?.[0]?.reference).toBe('Practitioner/practitioner-physician');
    expect(observation.extension).toContainEqual({
      url: 'https://serambi.health/fhir/StructureDefinition/typed-by',
      valueReference: expect.objectContaining({ display: 'Perawat' }),
    });
  });

  it('names nobody who does not measure', async () => {
    const { visitId } = await room.roomed();
    const measuredBy = '01900000-0000-7000-8000-000000000000';
    const call = room.record(visitId, { pulse: { value: '70' } }, { measuredBy });
    expect((await room.clinic.refused(call)).fields).toMatchObject([{ path: 'measuredBy' }]);
  });

  it('takes no faces scale', async () => {
    const { visitId } = await room.roomed();
    const call = room.record(visitId, { pain: { value: '4', tool: 'wongBaker' as 'nrs' } });
    expect((await room.clinic.refused(call)).fields?.map(({ path }) => path)).toEqual(['values.pain.tool']);
  });
});

describe('waist, pregnancy, last period and weeks at birth', () => {
  it('are stored by their codes and read back', async () => {
    const { visitId } = await room.roomed('1996-05-08');
    const answer = await room.record(visitId, {
      waist: { value: '82,5', unit: 'cm' },
      pregnancy: 'possible',
      lastMenses: '2026-02-01',
    });
    const items = answer.visit.sets[0]?.items ?? [];
    expect(items.map(({ measure, value, unit }) => [measure, value, unit])).toEqual([
      ['waist', '82.5', 'cm'],
      ['pregnancy', 'possible', undefined],
      ['lastMenses', '2026-02-01', undefined],
    ]);
    const pregnancy = await stored<Observation>('Observation', items[1]?.observationId ?? '');
    expect(pregnancy.code.coding?.[0]?.code).toBe('82810-3');
    expect(pregnancy.category?.map((one) => one.coding?.[0]?.code)).toEqual([
      'vital-signs',
      'social-history',
    ]);
    const period = await stored<Observation>('Observation', items[2]?.observationId ?? '');
    expect([period.code.coding?.[0]?.code, period.valueDateTime]).toEqual(['8665-2', '2026-02-01']);
  });

  it('are asked for where they can be', async () => {
    const of = async (birthDate: string) => {
      const { visitId } = await room.roomed(birthDate);
      return (await room.clinic.as('clinical').call(vitals, 'visitVitals', { visitId })).rare;
    };
    // the patients of this clinic are men
    expect(await of('1996-05-08')).toEqual(['consciousness', 'waist']);
    expect(await of('2025-05-08')).toEqual(['consciousness', 'gestationAtBirth']);
  });

  it('refuse a period that lies ahead, and ask about one long ago', async () => {
    const { visitId } = await room.roomed('1996-05-08');
    const ahead = room.record(visitId, { lastMenses: '2026-03-10' });
    expect((await room.clinic.refused(ahead)).fields).toMatchObject([
      { path: 'values.lastMenses', words: 'Hari ini di masa depan.' },
    ]);
    const long = await room.clinic.refused(room.record(visitId, { lastMenses: '2025-01-01' }));
    const [finding] = (long.details as { findings: { id: string; path: string }[] }).findings;
    expect(finding?.path).toBe('values.lastMenses');
    await room.record(visitId, { lastMenses: '2025-01-01' }, { confirmed: [finding?.id ?? ''] });
  });
});

describe('A8.4: the posture test', () => {
  it('supine 132/80, 72; after 1 minute 118/76, 84; after 3 minutes 110/74, 88 falls by 22/6 and is positive', async () => {
    const { visitId } = await room.roomed();
    const standing = { position: 'standing' } as const;
    const answer = await room.record(visitId, {
      bloodPressure: [
        { systolic: '132', diastolic: '80', position: 'supine', pulse: '72' },
        { systolic: '118', diastolic: '76', ...standing, standingMinutes: 1, pulse: '84', symptoms: true },
        { systolic: '110', diastolic: '74', ...standing, standingMinutes: 3, pulse: '88' },
      ],
    });
    expect(answer.visit.sets[0]?.orthostatic).toEqual({
      systolicFall: 22,
      diastolicFall: 6,
      heartRateRise: 16,
      positive: true,
      decidedBy: ['systolic'],
      tellClinicianHeartRate: false,
      symptoms: true,
    });
  });
});

describe('an arm to keep free', () => {
  it('stands on the chart and in the banner, is asked about at the pressure, and ends with a reason', async () => {
    const { visitId, patientId } = await room.roomed();
    const nurse = room.clinic.as('nurse');
    const given = { patientId, arm: 'left', cause: 'fistula', note: 'sejak 2024' } as const;
    const { flagId } = await nurse.call(vitals, 'avoidArm', given);
    const twice = nurse.call(vitals, 'avoidArm', given);
    expect((await room.clinic.refused(twice)).code).toBe('vitals.standsAlready');
    const before = await nurse.call(vitals, 'visitVitals', { visitId });
    expect(before.avoidArms).toMatchObject([{ flagId, arm: 'left', cause: 'fistula', note: 'sejak 2024' }]);
    const banner = await nurse.call(records, 'readBanner', { patientId });
    expect(banner.signals.map((one) => one.words).join()).toContain('lengan kiri');
    const left = [{ systolic: '120', diastolic: '80', arm: 'left' as const }];
    const asked = await room.clinic.refused(room.record(visitId, { bloodPressure: left }));
    expect(asked.details).toMatchObject({ findings: [{ reasonKey: 'vitals_confirm_avoid_arm' }] });
    await room.record(visitId, { bloodPressure: [{ ...(left[0] as (typeof left)[0]), arm: 'right' }] });
    await nurse.call(vitals, 'endAvoidArm', { flagId, reason: 'Cimino ditutup' });
    expect((await nurse.call(vitals, 'visitVitals', { visitId })).avoidArms).toEqual([]);
    expect(await stored<Flag>('Flag', flagId)).toMatchObject({ status: 'inactive' });
    await nurse.call(vitals, 'endAvoidArm', { flagId, reason: 'lagi' });
    const other = nurse.call(vitals, 'endAvoidArm', { flagId: patientId, reason: 'lagi' });
    expect((await room.clinic.refused(other)).code).toBe('platform.notFound');
    await nurse.call(vitals, 'avoidArm', given);
  });
});

describe('measuring again', () => {
  const timers = async (role: string, patientId: string) =>
    (await room.clinic.as(role).call(work, 'listMine', { patientId })).tasks.filter(
      ({ kind }) => kind === 'vitals.recheck',
    );

  it('is due after a critical value by the clinic’s rule, stands in the work, and ends with the next measurement', async () => {
    const { visitId, patientId } = await room.roomed();
    const first = await room.record(visitId, { oxygenSaturation: { value: '89', onOxygen: false } });
    expect(first.visit.rechecks).toMatchObject([
      { measures: ['oxygenSaturation'], cause: 'critical', dueAt: '2026-03-09T02:15:00.000Z' },
    ]);
    expect(await timers('clinical', patientId)).toMatchObject([{ urgent: true, visitId }]);
    await room.record(visitId, { pulse: { value: '80' } });
    expect(await timers('clinical', patientId)).toHaveLength(1);
    const again = await room.record(visitId, { oxygenSaturation: { value: '96', onOxygen: true } });
    expect(again.visit.rechecks).toEqual([]);
    expect(await timers('clinical', patientId)).toEqual([]);
  });

  it('is asked for by hand, and taken off with a reason', async () => {
    const { visitId, patientId } = await room.roomed();
    const clinical = room.clinic.as('clinical');
    const measures = ['bloodPressure', 'pulse'] as const;
    const { recheckId } = await clinical.call(vitals, 'askRecheck', {
      visitId,
      measures: [...measures],
      inMinutes: 30,
    });
    await room.record(visitId, { pulse: { value: '80' } });
    expect((await clinical.call(vitals, 'visitVitals', { visitId })).rechecks).toHaveLength(1);
    await clinical.call(vitals, 'endRecheck', { recheckId, reason: 'pulang' });
    await clinical.call(vitals, 'endRecheck', { recheckId, reason: 'pulang' });
    expect((await clinical.call(vitals, 'visitVitals', { visitId })).rechecks).toEqual([]);
    expect(await timers('clinical', patientId)).toEqual([]);
  });
});

describe('a critical set', () => {
  it('is not closed by the button of the task, nor by co-signing, before it was told and said back', async () => {
    const { visitId, patientId } = await room.roomed();
    const { setId, visit } = await room.record(
      visitId,
      { oxygenSaturation: { value: '89', onOxygen: false } },
      { role: 'student' },
    );
    const physician = room.clinic.as('physician');
    const taskId = (await physician.call(work, 'listMine', { patientId })).tasks.find(
      ({ kind }) => kind === 'vitals.critical',
    )?.id as string;
    expect((await room.clinic.refused(physician.call(work, 'finishTask', { taskId }))).code).toBe(
      'platform.notAllowed',
    );
    expect((await room.clinic.refused(physician.call(vitals, 'coSign', { setId }))).code).toBe(
      'vitals.toldFirst',
    );
    const told = { setId, staffId: visit.clinicians[0]?.staffId };
    await room.clinic.as('clinical').call(vitals, 'recordNotice', { ...told, readBack: false });
    const half = await physician.call(vitals, 'visitVitals', { visitId });
    expect([half.untold, half.sets[0]?.notices.length]).toEqual([[setId], 1]);
    await room.clinic.as('clinical').call(vitals, 'recordNotice', { ...told, readBack: true });
    expect((await physician.call(vitals, 'coSign', { setId })).visit.untold).toEqual([]);
  });
});
