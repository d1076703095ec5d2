import type { Communication, Observation, Provenance } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestHttp } from '#testing/http.ts';
import { type VisitVitals, vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic, wholeSet } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('ID');
});
afterAll(() => room.close());

const itemOf = (visit: VisitVitals, measure: string) => {
  const item = visit.sets.flatMap((set) => set.items).find((one) => one.measure === measure);
  if (item === undefined) throw new Error(`no ${measure} in the visit`);
  return item;
};
const tasksOf = async (role: string, patientId: string) =>
  // the timers have a test of their own
  (await room.clinic.as(role).call(work, 'listMine', { patientId })).tasks.filter(
    ({ kind }) => kind !== 'vitals.recheck',
  );
const resource = <R>(type: string, id: string): Promise<R> =>
  room.clinic.inside(async (ctx) => JSON.parse((await ctx.record.stored(type, id))?.text ?? '{}'));

describe('a critical value', () => {
  const low = { oxygenSaturation: { value: '89', onOxygen: false } } as const;

  it("says at once to tell the clinician, and stands in the work of the visit's own physician", async () => {
    const { visitId, patientId } = await room.roomed();
    const answer = await room.record(visitId, low);
    expect(answer).toMatchObject({ tellClinicianNow: true, status: 'final' });
    expect(answer.notice).toBe('Nilai kritis: Saturasi oksigen. Beri tahu dokter sekarang, secara lisan.');
    expect(answer.flags).toContainEqual(
      expect.objectContaining({ sign: 'oxygenSaturation', level: 'critical' }),
    );
    expect(answer.visit.untold).toEqual([answer.setId]);
    expect(await tasksOf('physician', patientId)).toMatchObject([
      { kind: 'vitals.critical', mine: true, urgent: true, subject: `Observation/${answer.setId}` },
    ]);
    expect(await tasksOf('clinical', patientId)).toEqual([]);
    const stored = await resource<Observation>(
      'Observation',
      itemOf(answer.visit, 'oxygenSaturation').observationId,
    );
    expect(stored.interpretation?.[0]?.coding?.[0]?.code).toBe('LL');
  });

  it('is told to whom, when and with read-back, which ends the task and stays on the chart', async () => {
    const { visitId, patientId } = await room.roomed();
    const { setId, visit } = await room.record(visitId, low);
    const told = await room.clinic.as('clinical').call(vitals, 'recordNotice', {
      setId,
      staffId: visit.clinicians[0]?.staffId,
      readBack: true,
    });
    expect(told.notice).toMatchObject({
      toldTo: 'Dokter',
      toldBy: 'Perawat',
      readBack: true,
      toldAt: '2026-03-09T02:00:00.000Z',
    });
    expect(await tasksOf('physician', patientId)).toEqual([]);
    const after = await room.clinic.as('physician').call(vitals, 'visitVitals', { visitId });
    expect(after.untold).toEqual([]);
    expect(after.sets[0]?.notices).toEqual([told.notice]);
    const [written] = await room.clinic.inside((ctx) =>
      ctx.record.search('Communication', {
        where: [{ param: 'subject', reference: `Patient/${patientId}` }],
      }),
    );
    expect(written satisfies Communication | undefined).toMatchObject({
      status: 'completed',
      about: [{ reference: `Observation/${setId}` }],
      recipient: [{ reference: 'Practitioner/practitioner-physician' }],
      sender: { reference: 'Practitioner/practitioner-clinical' },
    });
  });

  it('may be told to a named person outside, but not to a colleague who does not take such values, nor later than now', async () => {
    const { visitId } = await room.roomed();
    const { setId } = await room.record(visitId, low);
    const nurse = room.clinic.as('nurse');
    const told = (more: object) => nurse.call(vitals, 'recordNotice', { setId, readBack: false, ...more });
    expect((await room.clinic.refused(told({ staffId: nurse.actor.id }))).fields?.[0]?.path).toBe('staffId');
    expect((await room.clinic.refused(told({}))).fields?.[0]?.path).toBe('name');
    const late = await room.clinic.refused(told({ name: 'dr. Ratna, IGD', toldAt: '2026-03-09T03:00:00Z' }));
    expect(late.fields?.[0]?.path).toBe('toldAt');
    expect(await told({ name: 'dr. Ratna, IGD' })).toMatchObject({
      notice: { toldTo: 'dr. Ratna, IGD', readBack: false },
    });
  });

  it('of an infant below 90 days is a temperature of 38.0, which in an adult is none', async () => {
    const fever = { temperature: { value: '38.0', unit: 'Cel', site: 'rectal' } } as const;
    const baby = await room.roomed('2026-01-10');
    expect((await room.record(baby.visitId, fever)).tellClinicianNow).toBe(true);
    const grown = await room.roomed();
    expect((await room.record(grown.visitId, fever)).tellClinicianNow).toBe(false);
  });

  it('that turns out to be a typing error takes its task back', async () => {
    const { visitId, patientId } = await room.roomed();
    const { visit } = await room.record(visitId, low);
    const { observationId, version } = itemOf(visit, 'oxygenSaturation');
    const corrected = await room.clinic.as('clinical').call(vitals, 'correctVitals', {
      observationId,
      version,
      values: { oxygenSaturation: { value: '98', onOxygen: false } },
      reason: 'Salah ketik',
    });
    expect(corrected.tellClinicianNow).toBe(false);
    expect(await tasksOf('physician', patientId)).toEqual([]);
  });

  it('is not told where there is none', async () => {
    const { visitId } = await room.roomed();
    const { setId } = await room.record(visitId, wholeSet);
    const call = room.clinic
      .as('clinical')
      .call(vitals, 'recordNotice', { setId, name: 'dr. Ratna', readBack: true });
    expect((await room.clinic.refused(call)).code).toBe('vitals.nothingCritical');
  });
});

describe('a student', () => {
  it('records preliminary values that move nothing until a nurse co-signs', async () => {
    const { visitId, patientId } = await room.roomed();
    const answer = await room.record(visitId, wholeSet, { role: 'student' });
    expect(answer.status).toBe('preliminary');
    expect(new Set(answer.visit.sets[0]?.items.map(({ status }) => status))).toEqual(
      new Set(['preliminary']),
    );
    expect(await room.stepOf(visitId)).toBe('roomed');
    expect(await tasksOf('clinical', patientId)).toMatchObject([{ kind: 'vitals.coSign' }]);
    const { visit } = await room.clinic.as('clinical').call(vitals, 'coSign', { setId: answer.setId });
    expect(new Set(visit.sets[0]?.items.map(({ status }) => status))).toEqual(new Set(['final']));
    expect(await room.stepOf(visitId)).toBe('vitalsDone');
    expect(await tasksOf('clinical', patientId)).toEqual([]);
    const pulse = await resource<Observation>('Observation', itemOf(visit, 'pulse').observationId);
    expect(pulse.performer?.[0]?.reference).toBe('Practitioner/practitioner-student');
    const [signed] = await room.clinic.inside((ctx) =>
      ctx.record.search('Provenance', {
        where: [{ param: 'target', reference: `Observation/${answer.setId}` }],
      }),
    );
    expect((signed as Provenance | undefined)?.agent[0]?.who.reference).toBe(
      'Practitioner/practitioner-clinical',
    );
  });

  it('may not co-sign, and corrects only what nobody has co-signed', async () => {
    const { visitId } = await room.roomed();
    const { setId, visit } = await room.record(visitId, { pulse: { value: '72' } }, { role: 'student' });
    const student = room.clinic.as('student');
    expect((await room.clinic.refused(student.call(vitals, 'coSign', { setId }))).code).toBe(
      'platform.notAllowed',
    );
    const { observationId } = itemOf(visit, 'pulse');
    const correct = (version: number, value: string) =>
      student.call(vitals, 'correctVitals', {
        observationId,
        version,
        values: { pulse: { value } },
        reason: 'Salah hitung',
      });
    expect((await correct(1, '76')).status).toBe('preliminary');
    await room.clinic.as('nurse').call(vitals, 'coSign', { setId });
    expect((await room.clinic.refused(correct(3, '80'))).code).toBe('vitals.alreadyFinal');
    const mark = student.call(vitals, 'markError', { observationId, reason: 'Pasien lain' });
    expect((await room.clinic.refused(mark)).code).toBe('vitals.alreadyFinal');
  });
});

describe('a correction', () => {
  const correct = (
    role: string,
    observationId: string,
    version: number,
    values: object,
    reason = 'Salah ketik',
  ) => room.clinic.as(role).call(vitals, 'correctVitals', { observationId, version, values, reason });

  it('is a new version with its reason, computes the body mass index anew, and leaves the original readable', async () => {
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, {
      weight: { value: '80', unit: 'kg' },
      height: { value: '168', unit: 'cm' },
    });
    expect(itemOf(visit, 'bodyMassIndex').value).toBe('28.3');
    const { observationId, version } = itemOf(visit, 'weight');
    const answer = await correct('nurse', observationId, version, { weight: { value: '82,0', unit: 'kg' } });
    expect(itemOf(answer.visit, 'weight')).toMatchObject({
      value: '82.0',
      status: 'corrected',
      reason: 'Salah ketik',
    });
    expect(itemOf(answer.visit, 'bodyMassIndex')).toMatchObject({ value: '29.1', status: 'corrected' });
    const { versions } = await room.clinic
      .as('physician')
      .call(vitals, 'measurementHistory', { observationId });
    expect(versions.map(({ value, status }) => [value, status])).toEqual([
      ['82.0', 'corrected'],
      ['80', 'final'],
    ]);
  });

  it('of a version that another hand has changed meanwhile is refused', async () => {
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, { pulse: { value: '72' } });
    const { observationId } = itemOf(visit, 'pulse');
    await correct('clinical', observationId, 1, { pulse: { value: '74' } });
    const second = correct('nurse', observationId, 1, { pulse: { value: '76' } });
    expect((await room.clinic.refused(second)).code).toBe('platform.versionChanged');
  });

  it('keeps to the same sign, the same limits and wants a reason', async () => {
    const { visitId } = await room.roomed();
    const { visit } = await room.record(visitId, { pulse: { value: '72' } });
    const { observationId } = itemOf(visit, 'pulse');
    const other = correct('nurse', observationId, 1, { breathing: { value: '16' } });
    expect((await room.clinic.refused(other)).code).toBe('vitals.otherMeasure');
    const impossible = correct('nurse', observationId, 1, { pulse: { value: '720' } });
    expect((await room.clinic.refused(impossible)).fields?.[0]?.path).toBe('values.pulse.value');
    const unexplained = correct('nurse', observationId, 1, { pulse: { value: '74' } }, ' ');
    expect((await room.clinic.refused(unexplained)).fields?.[0]?.path).toBe('reason');
  });

  it('of one of three pressures moves their mean', async () => {
    const { visitId } = await room.roomed();
    const readings = [
      { systolic: '152', diastolic: '94' },
      { systolic: '138', diastolic: '88' },
      { systolic: '135', diastolic: '85' },
    ];
    const { visit } = await room.record(visitId, { bloodPressure: readings });
    const third = visit.sets[0]?.items.filter((one) => one.measure === 'bloodPressure')[2];
    const answer = await correct('nurse', third?.observationId ?? '', 1, {
      bloodPressure: [{ systolic: '137', diastolic: '86' }],
    });
    expect(itemOf(answer.visit, 'meanPressure')).toMatchObject({ value: '137.5', diastolic: '87' });
  });
});

describe('an error', () => {
  it('is marked with its reason and counts no longer, nor does what was computed from it', async () => {
    const { visitId, patientId } = await room.roomed();
    const { visit } = await room.record(visitId, {
      weight: { value: '70', unit: 'kg' },
      height: { value: '175', unit: 'cm' },
    });
    const { observationId } = itemOf(visit, 'weight');
    const after = await room.clinic
      .as('clinical')
      .call(vitals, 'markError', { observationId, reason: 'Pasien lain di timbangan' });
    expect(itemOf(after.visit as VisitVitals, 'weight')).toMatchObject({
      status: 'entered-in-error',
      value: '70',
      reason: 'Pasien lain di timbangan',
    });
    expect(itemOf(after.visit as VisitVitals, 'bodyMassIndex').status).toBe('entered-in-error');
    const { last } = await room.clinic.as('clinical').call(vitals, 'lastVitals', { patientId });
    expect(last.map(({ sign }) => sign)).toEqual(['height']);
    const again = room.clinic.as('clinical').call(vitals, 'markError', { observationId, reason: 'Lagi' });
    expect((await room.clinic.refused(again)).code).toBe('vitals.alreadyInError');
  });

  it('may be the whole set, of the wrong patient', async () => {
    const { visitId, patientId } = await room.roomed();
    const { setId } = await room.record(visitId, wholeSet);
    const after = await room.clinic
      .as('nurse')
      .call(vitals, 'markError', { observationId: setId, reason: 'Pasien lain' });
    expect(after.visit).toMatchObject({ complete: false, last: [] });
    expect((await resource<Observation>('Observation', setId)).status).toBe('entered-in-error');
    expect((await room.clinic.as('nurse').call(vitals, 'lastVitals', { patientId })).last).toEqual([]);
  });
});

describe('last values', () => {
  it('come from every system, newest first in count, in canonical units and with their own date', async () => {
    const { visitId, patientId } = await room.roomed();
    await room.clinic.inside(async (ctx) => {
      for (const [day, weight] of [
        ['2025-03-01', 160.2],
        ['2025-09-01', 158],
      ] as const) {
        await ctx.record.create<Observation>({
          resourceType: 'Observation',
          status: 'final',
          code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
          subject: { reference: `Patient/${patientId}` },
          effectiveDateTime: day,
          valueQuantity: { value: weight, unit: 'lb', system: 'http://unitsofmeasure.org', code: '[lb_av]' },
        });
      }
    });
    await room.record(visitId, { weight: { value: '71,5', unit: 'kg' } });
    const { last, series } = await room.clinic.as('physician').call(vitals, 'lastVitals', { patientId });
    expect(last).toMatchObject([{ sign: 'weight', value: '71.5', unit: 'kg', canonical: 71.5 }]);
    expect(series.weight?.map(({ value }) => Math.round(value * 10) / 10)).toEqual([72.7, 71.7, 71.5]);
  });
});

describe('the FHIR API', () => {
  it('is no way for a student around the co-signature, and open to her with a preliminary value', async () => {
    const { patientId } = await room.roomed();
    const http = await openTestHttp(room.clinic);
    const { token } = await http.person('student');
    const post = (status: string) =>
      fetch(`${http.url}/fhir/R4/Observation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: JSON.stringify({
          resourceType: 'Observation',
          status,
          code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
          subject: { reference: `Patient/${patientId}` },
          effectiveDateTime: '2026-03-09T02:00:00Z',
          valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
        }),
      });
    expect([(await post('final')).status, (await post('preliminary')).status]).toEqual([403, 201]);
    await http.close();
  });
});
