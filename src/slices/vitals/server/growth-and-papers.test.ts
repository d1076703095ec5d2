import type { Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic, type Values, wholeSet } from './testing/rooming-clinic.ts';

needReaders('pdftotext');

let jakarta: RoomingClinic;
let harbor: RoomingClinic;
beforeAll(async () => {
  jakarta = await openRoomingClinic('ID');
  harbor = await openRoomingClinic('US');
});
afterAll(async () => {
  await jakarta.close();
  await harbor.close();
});

async function textOf(room: RoomingClinic, paperId: string): Promise<string> {
  const served = await room.clinic.inside((ctx) => servePaper(ctx, paperId, 0));
  return pagesOf(served.bytes).join('\f');
}
const growth = (room: RoomingClinic, patientId: string) =>
  room.clinic.as('nurse').call(vitals, 'growthChart', { patientId });

/** Born on the ninth of March 2025: twelve months old on the clinic's day. */
const twelveMonths = '2025-03-09';
const small: Values = {
  weight: { value: '7,5', unit: 'kg' },
  height: { value: '72', unit: 'cm', lying: true },
  headCircumference: { value: '44', unit: 'cm' },
};

describe('growth', () => {
  it('of a boy of twelve months is judged by the WHO and called by its Indonesian names', async () => {
    const { visitId, patientId } = await jakarta.roomed(twelveMonths);
    await jakarta.record(visitId, small);
    const { charts } = await growth(jakarta, patientId);
    expect(
      charts.map((one) => [one.indicator, one.standard, one.points[0]?.z, one.points[0]?.label]),
    ).toEqual([
      ['weightForAge', 'who2006', -2.28, 'underweight'],
      ['heightForAge', 'who2006', -1.57, 'normalHeight'],
      ['weightForHeight', 'who2006', -2.09, 'wasted'],
      ['bodyMassForAge', 'who2006', -1.92, 'wellNourished'],
      ['headForAge', 'who2006', -1.61, null],
    ]);
    expect(charts[0]).toMatchObject({ unit: 'kg', xOf: 'ageMonths', points: [{ value: 7.5, ageDays: 365 }] });
    expect(charts[0]?.curves.map(({ name }) => name)).toEqual(['−3', '−2', '−1', '0', '+1', '+2', '+3']);
    expect(charts[0]?.curves[3]?.points[12]).toEqual([12, 9.648]);
    expect(charts[2]).toMatchObject({ xOf: 'lengthCm', points: [{ x: 72 }] });
  });

  it('is read at the age to term of a child that was born early', async () => {
    const { visitId, patientId } = await jakarta.roomed(twelveMonths);
    await jakarta.record(visitId, { ...small, gestationAtBirth: { value: '32' } });
    const found = await growth(jakarta, patientId);
    expect(found.gestationWeeks).toBe(32);
    const [weight] = found.charts;
    // 365 days less eight weeks
    expect(weight?.points[0]).toMatchObject({ ageDays: 365, x: 10.15, z: -1.86 });
  });

  it('goes over to the CDC’s charts at two years in the US, and never takes a height of another day', async () => {
    const { visitId, patientId } = await harbor.roomed('2016-03-09');
    await harbor.record(visitId, { weight: { value: '88', unit: '[lb_av]' } });
    expect((await growth(harbor, patientId)).charts.map(({ indicator }) => indicator)).toEqual([
      'weightForAge',
    ]);
    await harbor.record(visitId, { height: { value: '54', unit: '[in_i]' } });
    const { charts } = await growth(harbor, patientId);
    expect(charts.map(({ indicator, standard }) => `${indicator} ${standard}`)).toEqual([
      'weightForAge cdc2000',
      'heightForAge cdc2000',
      'bodyMassForAge cdc2000',
    ]);
    expect(charts[2]?.points[0]).toMatchObject({ value: 21.22, label: 'overweightForAge' });
    expect(charts[2]?.curves.map(({ name }) => name)).toContain('P85');
  });

  it('has no chart without a sex, nor of the grown', async () => {
    const { patientId } = await jakarta.roomed('1980-05-08');
    expect(await growth(jakarta, patientId)).toEqual({ patientId, missing: 'grown', charts: [] });
    const { id } = await jakarta.clinic.inside((ctx) =>
      ctx.record.create<Patient>({
        resourceType: 'Patient',
        name: [{ text: 'Bayi' }],
        birthDate: '2025-03-09',
      }),
    );
    expect(await growth(jakarta, id)).toMatchObject({ missing: 'sexOrBirth', charts: [] });
  });
});

describe('papers', () => {
  it('print a visit’s strip with site, time and judgement; the same again is a copy', async () => {
    const { visitId } = await jakarta.roomed();
    const nurse = jakarta.clinic.as('nurse');
    const nothing = nurse.call(vitals, 'printStrip', { visitId });
    expect((await jakarta.clinic.refused(nothing)).code).toBe('vitals.nothingToPrint');
    await jakarta.record(visitId, {
      ...wholeSet,
      temperature: { value: '37,3', unit: 'Cel', site: 'axillary' },
      bloodPressure: [{ systolic: '118', diastolic: '76', arm: 'left', technique: ['rested'] }],
    });
    const { paperId } = await nurse.call(vitals, 'printStrip', { visitId });
    expect((await nurse.call(vitals, 'printStrip', { visitId })).paperId).toBe(paperId);
    const text = await textOf(jakarta, paperId);
    expect(text).toContain('Tanda-tanda vital');
    expect(text).toMatch(/Suhu\s+37,3 °C\s+ketiak/);
    expect(text).toContain('118/76 mmHg');
    expect(text).toMatch(/Lengan: kiri, duduk,[\s\S]*istirahat 5 menit/);
    expect(text).toMatch(/IMT 22,9: normal/);
  });

  it('carry the early warning score where the clinic uses it, and name what it lacks where it is none', async () => {
    const manager = jakarta.clinic.as('manager');
    const strip = async (values: Values) => {
      const { visitId } = await jakarta.roomed();
      await jakarta.record(visitId, values);
      const { paperId } = await jakarta.clinic.as('nurse').call(vitals, 'printStrip', { visitId });
      return textOf(jakarta, paperId);
    };
    expect(await strip(wholeSet)).not.toContain('NEWS2');
    const { rules } = await manager.call(vitals, 'clinicRules', {});
    await manager.call(vitals, 'saveClinicRules', { ...rules, news2: true });
    expect(await strip({ ...wholeSet, consciousness: 'alert' })).toContain('NEWS2 0: rendah');
    const lacking = await strip(wholeSet);
    expect(lacking).toContain('NEWS2 belum lengkap, belum diukur: Kesadaran');
    expect(lacking).not.toMatch(/NEWS2 \d/);
    // of a set without any of its signs there is nothing to say
    expect(await strip({ weight: wholeSet.weight })).not.toContain('NEWS2');
    await manager.call(vitals, 'saveClinicRules', rules);
  });

  it('carry what the posture test came to, with the symptoms', async () => {
    const { visitId } = await harbor.roomed();
    const standing = { position: 'standing' } as const;
    await harbor.record(visitId, {
      bloodPressure: [
        { systolic: '132', diastolic: '80', position: 'supine', pulse: '72' },
        { systolic: '118', diastolic: '76', ...standing, standingMinutes: 1, pulse: '84', symptoms: true },
        { systolic: '110', diastolic: '74', ...standing, standingMinutes: 3, pulse: '88' },
      ],
    });
    const { paperId } = await harbor.clinic.as('nurse').call(vitals, 'printStrip', { visitId });
    const text = await textOf(harbor, paperId);
    expect(text).toContain('Orthostatic test positive: falls by 22/6 mmHg');
    expect(text).toContain('Dizzy or faint while standing');
  });

  it('print a pressure log in which the mean of the last two is told from the first reading', async () => {
    const { visitId, patientId } = await harbor.roomed();
    const nurse = harbor.clinic.as('nurse');
    const nothing = nurse.call(vitals, 'printPressureLog', { patientId });
    expect((await harbor.clinic.refused(nothing)).code).toBe('vitals.nothingToPrint');
    await harbor.record(visitId, {
      bloodPressure: [
        { systolic: '150', diastolic: '95', arm: 'right' },
        { systolic: '128', diastolic: '84', arm: 'right' },
        { systolic: '128', diastolic: '84', arm: 'right' },
      ],
    });
    const { paperId } = await nurse.call(vitals, 'printPressureLog', { patientId });
    const text = await textOf(harbor, paperId);
    expect(text).toContain('150/95');
    expect(text).toMatch(/128\/84\s+99\s+Blood\s/);
    expect(text.match(/stage 1/g)).toHaveLength(1);
    expect(text).not.toContain('stage 2');
  });

  it('print a growth chart with its lines, its dots as figures and their names', async () => {
    const { visitId, patientId } = await jakarta.roomed(twelveMonths);
    await jakarta.record(visitId, small);
    const of = { patientId, indicator: 'weightForAge', standard: 'who2006' } as const;
    const nurse = jakarta.clinic.as('nurse');
    const { paperId } = await nurse.call(vitals, 'printGrowth', of);
    const text = await textOf(jakarta, paperId);
    expect(text).toContain('Berat menurut umur (BB/U), WHO 2006');
    expect(text).toMatch(/9 Maret 2026\s+12 bulan\s+7,50\s+-2,28\s+1,1\s+berat badan kurang/);
    expect(text).toContain('+3');
    const none = nurse.call(vitals, 'printGrowth', { ...of, standard: 'cdc2000' });
    expect((await jakarta.clinic.refused(none)).code).toBe('vitals.nothingToPrint');
  });
});
