import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHttp } from '#testing/http.ts';
import { vitals } from '../contract.ts';
import { openRoomingClinic, type RoomingClinic, wholeSet } from './testing/rooming-clinic.ts';

let room: RoomingClinic;
beforeAll(async () => {
  room = await openRoomingClinic('ID');
  const { rules } = await room.clinic.as('manager').call(vitals, 'clinicRules', {});
  await room.clinic.as('manager').call(vitals, 'saveClinicRules', { ...rules, news2: true });
});
afterAll(() => room.close());

const copd = { lowPercent: 88, highPercent: 92, reason: 'COPD' };
const order = (patientId: string, role = 'physician', target = copd) =>
  room.clinic.as(role).call(vitals, 'orderOxygenTarget', { patientId, ...target });
const end = (goalId: string, role = 'physician') =>
  room.clinic.as(role).call(vitals, 'endOxygenTarget', { goalId, reason: 'Tidak perlu lagi' });
const measure = (visitId: string, percent: string, onOxygen = false) =>
  room.record(visitId, {
    ...wholeSet,
    oxygenSaturation: { value: percent, onOxygen },
    consciousness: 'alert',
  });
const setOf = async (visitId: string, setId: string) =>
  (await room.clinic.as('clinical').call(vitals, 'visitVitals', { visitId })).sets.find(
    (one) => one.setId === setId,
  );
const minutes = (count: number) =>
  room.clinic.clock.set(new Date(room.clinic.clock.now() + count * 60_000).toISOString());

describe('a target that a physician ordered', () => {
  it('replaces the general limits from then on, and what was measured before stays as it was judged', async () => {
    const { visitId, patientId } = await room.roomed();
    const before = await measure(visitId, '90');
    expect(before.tellClinicianNow).toBe(true);
    await room.clinic
      .as('clinical')
      .call(vitals, 'recordNotice', { setId: before.setId, name: 'dr. Ayu', readBack: true });
    minutes(5);
    const { goalId } = await order(patientId);
    minutes(5);
    const after = await measure(visitId, '90');
    expect(after).toMatchObject({ tellClinicianNow: false });
    expect(after.visit.oxygenTarget).toMatchObject({ ...copd, goalId });
    expect((await setOf(visitId, before.setId))?.critical).toBe(true);
    // below it is critical
    expect((await measure(visitId, '87')).tellClinicianNow).toBe(true);
  });

  it('of 88 to 92 % puts NEWS2 on its second scale: 93 on oxygen counts 1, 97 counts 3', async () => {
    const { visitId, patientId } = await room.roomed();
    const scoreOf = async (percent: string) => {
      const { setId } = await measure(visitId, percent, true);
      const news = (await setOf(visitId, setId))?.news2;
      return news?.status === 'complete' ? news.score : news;
    };
    // oxygen itself counts 2, all else is normal
    expect(await scoreOf('93')).toBe(4);
    minutes(1);
    await order(patientId);
    minutes(1);
    expect(await scoreOf('93')).toBe(3);
    expect(await scoreOf('97')).toBe(5);
  });

  it('is one at a time, ends with a reason, once, and stays readable in the record', async () => {
    const { patientId } = await room.roomed();
    const first = await order(patientId);
    expect((await room.clinic.refused(order(patientId))).code).toBe('vitals.standsAlready');
    minutes(1);
    const second = await order(patientId, 'physician', { ...copd, highPercent: 94 });
    const shown = async () =>
      (await room.clinic.as('nurse').call(vitals, 'lastVitals', { patientId })).oxygenTarget;
    expect(await shown()).toMatchObject({ goalId: second.goalId, highPercent: 94 });
    for (let again = 0; again < 2; again += 1) await end(second.goalId);
    await end(first.goalId);
    expect(await shown()).toBeUndefined();
    const goals = await room.clinic.inside((ctx) =>
      ctx.record.search('Goal', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 9,
      }),
    );
    expect(goals.map(({ lifecycleStatus, note }) => [lifecycleStatus, note?.length])).toEqual([
      ['completed', 2],
      ['completed', 2],
    ]);
  });

  it('is ordered and ended by those alone who may order, and names what is wrong', async () => {
    const { patientId } = await room.roomed();
    for (const role of ['clinical', 'nurse', 'manager']) {
      expect((await room.clinic.refused(order(patientId, role))).status).toBe(403);
    }
    const { goalId } = await order(patientId);
    expect((await room.clinic.refused(end(goalId, 'nurse'))).status).toBe(403);
    const turned = order(patientId, 'physician', { ...copd, lowPercent: 92, highPercent: 88 });
    expect((await room.clinic.refused(turned)).fields?.map((one) => one.path)).toEqual(['highPercent']);
    expect((await room.clinic.refused(end('nobody'))).status).toBe(404);
  });

  it('is no matter of a goal that another system set without ordering it', async () => {
    const { visitId, patientId } = await room.roomed();
    await room.clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        description: { text: 'Saturation' },
        subject: { reference: `Patient/${patientId}` },
        target: [
          {
            measure: { coding: [{ system: 'http://loinc.org', code: '59408-5' }] },
            detailRange: { low: { value: 70 }, high: { value: 75 } },
          },
        ],
      }),
    );
    expect((await measure(visitId, '90')).tellClinicianNow).toBe(true);
  });
});

it('An order by another system is refused to whoever may not order', async () => {
  const { patientId } = await room.roomed();
  const http = await openTestHttp(room.clinic);
  const { token } = await http.person('nurse');
  const answer = await fetch(`${http.url}/fhir/R4/Goal`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      ...{ resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'x' } },
      subject: { reference: `Patient/${patientId}` },
    }),
  });
  expect(answer.status).toBe(403);
  await http.close();
});
