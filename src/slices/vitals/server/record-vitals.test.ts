import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal } from '#platform/shared/quantities.ts';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic, wholeSet } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('ID');
});
afterAll(() => room.close());

const textOf = (id: string): Promise<string> =>
  room.clinic.inside(async (ctx) => (await ctx.record.stored('Observation', id))?.text ?? '');
const itemOf = <Item extends { measure: string }>(
  set: { items: Item[] } | undefined,
  measure: string,
): Item => {
  const item = set?.items.find((one) => one.measure === measure);
  if (item === undefined) throw new Error(`no ${measure} in the set`);
  return item;
};

describe('a complete set', () => {
  it('moves the board to measured and is read back as one panel with its members', async () => {
    const { visitId, patientId } = await room.roomed();
    const answer = await room.record(visitId, wholeSet);
    expect(answer).toMatchObject({ patientId, status: 'final', tellClinicianNow: false });
    expect(await room.stepOf(visitId)).toBe('vitalsDone');
    expect(answer.visit).toMatchObject({ complete: true, missing: [], untold: [] });
    const panel = JSON.parse(await textOf(answer.setId));
    expect(panel).toMatchObject({
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { coding: [{ code: '85353-1' }] },
      encounter: { reference: `Encounter/${visitId}` },
      performer: [{ reference: 'Practitioner/practitioner-clinical' }],
    });
    expect(panel.hasMember).toHaveLength(9);
    expect(panel).not.toHaveProperty('valueQuantity');
  });

  it('of fewer signs stays in the room until the rest is measured or explained', async () => {
    const { visitId } = await room.roomed();
    const { height: _height, pain: _pain, ...some } = wholeSet;
    const first = await room.record(visitId, some);
    expect(first.visit).toMatchObject({ complete: false, missing: ['height', 'pain'] });
    expect(await room.stepOf(visitId)).toBe('roomed');
    await room.record(visitId, { pain: { value: '2', tool: 'nrs' } }, { notObtained: { height: 'unable' } });
    expect(await room.stepOf(visitId)).toBe('vitalsDone');
  });

  it('of a child below three years asks for no blood pressure, and for breath and pulse first', async () => {
    const { visitId } = await room.roomed('2025-03-09');
    const before = await room.clinic.as('clinical').call(vitals, 'visitVitals', { visitId });
    expect(before.order.slice(0, 2)).toEqual(['breathing', 'pulse']);
    expect(before.required).not.toContain('bloodPressure');
  });
});

describe('what is stored', () => {
  it('A15.2: keeps 36,8 as 36.8 and writes it as each language does', async () => {
    const { visitId } = await room.roomed();
    const answer = await room.record(visitId, {
      temperature: { value: '36,8', unit: 'Cel', site: 'axillary' },
    });
    const item = itemOf(answer.visit.sets[0], 'temperature');
    expect(await textOf(item.observationId)).toContain('"value":36.8,');
    expect([formatDecimal(item.value ?? '', 'id-ID'), formatDecimal(item.value ?? '', 'en-US')]).toEqual([
      '36,8',
      '36.8',
    ]);
  });

  it('keeps every digit that the device showed: 36,80 is not 36,8', async () => {
    const { visitId } = await room.roomed();
    const answer = await room.record(visitId, {
      temperature: { value: '36,80', unit: 'Cel', site: 'axillary' },
    });
    const item = itemOf(answer.visit.sets[0], 'temperature');
    expect(item.value).toBe('36.80');
    expect(await textOf(item.observationId)).toContain('"value":36.80,');
  });

  it('A8.5: keeps the entered unit and compares in the canonical one: 101.3 °F is 38.5 °C, 154 lb is 69.85 kg', async () => {
    const { visitId } = await room.roomed();
    const answer = await room.record(visitId, {
      temperature: { value: '101.3', unit: '[degF]', site: 'oral' },
      weight: { value: '154', unit: '[lb_av]' },
    });
    const set = answer.visit.sets[0];
    expect(await textOf(itemOf(set, 'temperature').observationId)).toContain('"value":101.3,"unit":"[degF]"');
    expect(itemOf(set, 'temperature').canonical).toBeCloseTo(38.5, 9);
    expect(itemOf(set, 'weight').canonical).toBeCloseTo(69.85, 2);
    const rows = await room.clinic.inside(async (ctx) => {
      const { sql } = await import('kysely');
      const found = await sql<{ sign: string; value: number }>`
        SELECT sign, value FROM vitals_reading WHERE observation_id = ANY(${set?.items.map((one) => one.observationId) ?? []})`.execute(
        ctx.db,
      );
      return found.rows;
    });
    expect(rows.find((row) => row.sign === 'temperature')?.value).toBeCloseTo(38.5, 9);
    expect(answer.flags).toContainEqual({
      sign: 'temperature',
      level: 'outOfRange',
      reasonKey: 'vitals_fever',
      params: { limit: 37.8 },
    });
  });

  it('A8.2: computes the body mass index 22.9 of 70 kg and 175 cm, from these two measurements', async () => {
    const { visitId } = await room.roomed();
    const answer = await room.record(visitId, { weight: wholeSet.weight, height: wholeSet.height });
    const set = answer.visit.sets[0];
    expect(itemOf(set, 'bodyMassIndex')).toMatchObject({ value: '22.9', unit: 'kg/m2' });
    const stored = JSON.parse(await textOf(itemOf(set, 'bodyMassIndex').observationId));
    expect(stored.derivedFrom.map((one: { reference: string }) => one.reference)).toEqual([
      `Observation/${itemOf(set, 'weight').observationId}`,
      `Observation/${itemOf(set, 'height').observationId}`,
    ]);
  });

  it('A8.1: reads NEWS2 of 7, high, from what was stored', async () => {
    const manager = room.clinic.as('manager');
    const { rules } = await manager.call(vitals, 'clinicRules', {});
    await manager.call(vitals, 'saveClinicRules', { ...rules, news2: true });
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, {
      breathing: { value: '22' },
      oxygenSaturation: { value: '94', onOxygen: false },
      bloodPressure: [{ systolic: '108', diastolic: '70' }],
      pulse: { value: '112' },
      temperature: { value: '38.4', unit: 'Cel', site: 'oral' },
      consciousness: 'alert',
    });
    expect(visit.sets[0]?.news2).toEqual({ status: 'complete', score: 7, risk: 'high', singleThree: false });
  });

  it('A8.4: finds the orthostatic test positive by the systolic fall, and reports the lying pressure', async () => {
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, {
      bloodPressure: [
        { systolic: '132', diastolic: '80', position: 'supine', pulse: '72' },
        { systolic: '118', diastolic: '76', position: 'standing', standingMinutes: 1, pulse: '84' },
        { systolic: '110', diastolic: '74', position: 'standing', standingMinutes: 3, pulse: '88' },
      ],
    });
    expect(visit.sets[0]?.orthostatic).toMatchObject({
      systolicFall: 22,
      diastolicFall: 6,
      heartRateRise: 16,
      positive: true,
      decidedBy: ['systolic'],
    });
    expect(visit.last.find((one) => one.sign === 'systolic')?.value).toBe('132');
  });

  it('charts all readings of a repeated pressure and reports the mean of the last two', async () => {
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, {
      bloodPressure: [
        { systolic: '152', diastolic: '94' },
        { systolic: '138', diastolic: '88' },
        { systolic: '135', diastolic: '85' },
      ],
    });
    const set = visit.sets[0];
    expect(set?.items.filter((one) => one.measure === 'bloodPressure').map((one) => one.value)).toEqual([
      '152',
      '138',
      '135',
    ]);
    expect(itemOf(set, 'meanPressure')).toMatchObject({ value: '136.5', diastolic: '86.5' });
    expect(
      visit.last
        .filter((one) => one.sign === 'systolic' || one.sign === 'diastolic')
        .map((one) => one.value)
        .sort(),
    ).toEqual(['136.5', '86.5']);
  });

  it('stores what could not be measured as cancelled with the reason', async () => {
    const { visitId } = await room.roomed('2024-03-09');
    const { visit } = await room.record(
      visitId,
      { pulse: { value: '110' } },
      { notObtained: { weight: 'crying' } },
    );
    const item = itemOf(visit.sets[0], 'weight');
    expect(item).toMatchObject({ status: 'cancelled', notObtained: 'crying' });
    expect(JSON.parse(await textOf(item.observationId)).dataAbsentReason.coding[0].code).toBe(
      'not-performed',
    );
  });

  it('is found through the FHIR search of other systems, flags included', async () => {
    const { visitId, patientId } = await room.roomed();
    await room.record(visitId, { temperature: { value: '38.6', unit: 'Cel', site: 'tympanic' } });
    const found = await room.clinic.inside((ctx) =>
      ctx.record.search('Observation', {
        where: [
          { param: 'patient', reference: `Patient/${patientId}` },
          { param: 'code', token: 'http://loinc.org|8333-7' },
        ],
      }),
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.interpretation?.[0]?.coding?.[0]?.code).toBe('H');
  });
});

describe('what is refused', () => {
  it('a value beyond the hard limits, by its field and in words', async () => {
    const { visitId } = await room.roomed();
    const problem = await room.clinic.refused(room.record(visitId, { pulse: { value: '720' } }), 'en');
    expect(problem).toMatchObject({
      code: 'platform.invalidInput',
      fields: [
        {
          path: 'values.pulse.value',
          words: 'Not possible: the limits are 20 to 300. Check the value and the unit.',
        },
      ],
    });
  });

  it('a Fahrenheit reading in a Celsius field, asking whether it is °F', async () => {
    const { visitId } = await room.roomed();
    const call = room.record(visitId, { temperature: { value: '101.3', unit: 'Cel', site: 'oral' } });
    expect((await room.clinic.refused(call)).fields).toEqual([
      { path: 'values.temperature.value', words: 'Apakah ini °F? Nilainya menjadi 38,5 °C.' },
    ]);
  });

  it('1.250, which means one thing to one colleague and another to the next, naming both', async () => {
    const { visitId } = await room.roomed();
    const call = room.record(visitId, { weight: { value: '1.250', unit: 'kg' } });
    expect((await room.clinic.refused(call)).fields).toEqual([
      { path: 'values.weight.value', words: '1.250 dapat berarti 1,25 atau 1250. Ketik yang dimaksud.' },
    ]);
  });

  it('all that is wrong at once, and stores none of it', async () => {
    const { visitId } = await room.roomed();
    const call = room.record(visitId, {
      ...wholeSet,
      pulse: { value: 'abc' },
      bloodPressure: [{ systolic: '80', diastolic: '120' }],
    });
    const paths = (await room.clinic.refused(call)).fields?.map(({ path }) => path);
    expect(paths).toEqual([
      'values.pulse.value',
      'values.bloodPressure.0.systolic',
      'values.bloodPressure.0.diastolic',
    ]);
    const { sets } = await room.clinic.as('clinical').call(vitals, 'visitVitals', { visitId });
    expect(sets).toEqual([]);
  });

  it('a rare value until it is confirmed, and another rare value again', async () => {
    const { visitId } = await room.roomed();
    const problem = await room.clinic.refused(room.record(visitId, { pulse: { value: '190' } }));
    expect(problem.code).toBe('vitals.confirmPlausibility');
    const findings = problem.details?.findings as { id: string; path: string; words: string }[];
    expect(findings).toMatchObject([
      { path: 'values.pulse.value', words: 'Tidak biasa: umumnya 40 sampai 180. Baca ulang alatnya.' },
    ]);
    const confirmed = findings.map(({ id }) => id);
    const other = await room.clinic.refused(room.record(visitId, { pulse: { value: '210' } }, { confirmed }));
    expect(other.code).toBe('vitals.confirmPlausibility');
    expect(await room.record(visitId, { pulse: { value: '190' } }, { confirmed })).toMatchObject({
      status: 'final',
    });
  });

  it('a skipped diastolic until it is said to be missing', async () => {
    const { visitId } = await room.roomed();
    const problem = await room.clinic.refused(room.record(visitId, { bloodPressure: [{ systolic: '120' }] }));
    const findings = problem.details?.findings as { id: string; path: string }[];
    expect(findings.map(({ path }) => path)).toEqual(['values.bloodPressure.0.diastolic']);
  });

  it('a weight that differs by more than a tenth from the last visit, until it is weighed again', async () => {
    const { visitId } = await room.roomed();
    await room.record(visitId, { weight: { value: '70', unit: 'kg' } });
    const problem = await room.clinic.refused(
      room.record(visitId, { weight: { value: '178', unit: '[lb_av]' } }),
    );
    expect(problem.details?.words).toBe(
      'Berat badan berbeda 15,3 % dari enam bulan terakhir. Timbang ulang.',
    );
  });

  it('a time in the future or on another day', async () => {
    const { visitId } = await room.roomed();
    const at = async (measuredAt: string) =>
      (await room.clinic.refused(room.record(visitId, { pain: wholeSet.pain }, { measuredAt }), 'en'))
        .fields?.[0]?.words;
    expect(await at('2026-03-09T02:30:00Z')).toBe('This time lies in the future.');
    expect(await at('2026-03-08T02:00:00Z')).toBe('This time is not on the day of the visit.');
    const late = await room.record(visitId, { pain: wholeSet.pain }, { measuredAt: '2026-03-09T01:50:00Z' });
    expect(late.visit.sets[0]).toMatchObject({
      measuredAt: '2026-03-09T01:50:00.000Z',
      recordedAt: expect.stringContaining('2026-03-09T02:00:00'),
    });
  });

  it('an asisten perawat, with the reason and who may', async () => {
    const { visitId } = await room.roomed();
    const problem = await room.clinic.refused(room.record(visitId, wholeSet, { role: 'assistant' }));
    expect(problem).toMatchObject({ code: 'platform.notAllowed', details: { action: 'vitals.record' } });
    expect(String(problem.details?.reason)).toMatch(/mencatat tanda-tanda vital/);
    expect(problem.details?.whoMay).toEqual(expect.arrayContaining(['clinical', 'nurse', 'physician']));
  });

  it('a visit of another clinic, which looks as if it were not there', async () => {
    const { visitId } = await room.roomed();
    const stranger = room.clinic.other.as('clinical').call(vitals, 'visitVitals', { visitId });
    expect((await room.clinic.other.refused(stranger)).code).toBe('platform.notFound');
  });
});
