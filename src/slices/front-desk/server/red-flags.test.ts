import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '../contract.ts';
import { advance, raiseAlert } from './index.ts';
import { type Desk, openDesk } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const doctor = () => desk.clinic.as('physician');
const what = { en: 'PHQ-9 item 9 above 0', id: 'PHQ-9 butir 9 di atas 0' };
const step = async (visitId: string) => (await clerk().call(frontDesk, 'readVisit', { visitId })).step;
const openAlerts = async (visitId: string) => (await doctor().call(frontDesk, 'alerts', { visitId })).alerts;
const tasks = async (visitId: string, kind: string) => {
  const rows = await desk.clinic.inside((ctx) =>
    ctx.db
      .selectFrom('work_task')
      .select(['kind', 'owner_id'])
      .where('visit_id', '=', visitId)
      .where('state', '=', 'open')
      .execute(),
  );
  return rows.filter((row) => row.kind === `frontDesk.${kind}`);
};
const throughDoctor = async (name: string, time: string) => {
  const visitId = await desk.booked(name, time);
  await desk.checkedIn(visitId, name);
  await desk.clinic.inside((ctx) => advance(ctx, visitId, 'withProvider'));
  return visitId;
};
type Level = 'emergency' | 'urgent';
const raise = async (
  visitId: string,
  code: string,
  level: Level = 'emergency',
  source: 'duty' | 'phone' = 'duty',
) => {
  const { patientId } = await clerk().call(frontDesk, 'readVisit', { visitId });
  const visit = { visitId, patientId };
  const alertId = await desk.clinic.inside((ctx) => raiseAlert(ctx, { level, source, code, what, visit }));
  return alertId ?? '';
};
const see = (alertId: string) =>
  doctor().call(frontDesk, 'acknowledgeAlert', { alertId, outcome: 'Talked, safe, plan made' });
const onTo = (visitId: string, to: 'checkout' | 'left') =>
  desk.clinic.inside((ctx) => advance(ctx, visitId, to));

describe('leaving with an open red flag', () => {
  it('taken back is taken back for the clinicians too, and told anew when she truly goes', async () => {
    const visitId = await throughDoctor('Depresi Kembali', '09:00');
    await raise(visitId, 'a');
    const leave = () => clerk().call(frontDesk, 'moveVisit', { visitId, to: 'left' });
    await leave();
    expect(await tasks(visitId, 'leftWithRedFlag')).toHaveLength(1);
    await clerk().call(frontDesk, 'undoMove', { visitId });
    expect((await openAlerts(visitId))[0]?.leftAt).toBeUndefined();
    expect(await tasks(visitId, 'leftWithRedFlag')).toEqual([]);
    await leave();
    expect((await openAlerts(visitId))[0]?.leftAt).toBeDefined();
    expect(await tasks(visitId, 'leftWithRedFlag')).toHaveLength(1);
  });

  it('is told too when another system ends the visit, and her call ends with it', async () => {
    const visitId = await throughDoctor('Luar Sistem', '09:20');
    await raise(visitId, 'a');
    const { counters } = await desk.clinic
      .as('manager')
      .call(frontDesk, 'saveCounters', { counters: [{ name: 'Kasir' }] });
    const called = async () => (await clerk().call(frontDesk, 'wallBoard', {})).called.map((one) => one.room);
    await clerk().call(frontDesk, 'callVisit', { visitId, counterId: counters[0]?.id });
    expect(await called()).toContain('Kasir');
    await desk.clinic.inside((ctx) =>
      ctx.record.patch('Encounter', visitId, (encounter) => {
        encounter.status = 'finished';
      }),
    );
    expect(await step(visitId)).toBe('left');
    expect((await openAlerts(visitId))[0]?.leftAt).toBeDefined();
    expect(await tasks(visitId, 'leftWithRedFlag')).toHaveLength(1);
    expect(await called()).not.toContain('Kasir');
  });
});

describe('what a red flag held back', () => {
  it('goes on when the last of all is seen to, whichever of them held it, and to the furthest', async () => {
    const visitId = await throughDoctor('Dua Bendera', '09:40');
    const first = await raise(visitId, 'a');
    await onTo(visitId, 'left');
    await onTo(visitId, 'checkout');
    const second = await raise(visitId, 'b');
    await see(first);
    expect(await step(visitId)).toBe('withProvider');
    await see(second);
    expect(await step(visitId)).toBe('left');
  });

  it('goes on when she is back from outside, and only once', async () => {
    const visitId = await throughDoctor('Keluar Sebentar', '10:00');
    const first = await raise(visitId, 'a');
    await onTo(visitId, 'checkout');
    await clerk().call(frontDesk, 'stepOut', { visitId });
    await see(first);
    expect(await step(visitId)).toBe('steppedOut');
    await clerk().call(frontDesk, 'comeBack', { visitId });
    expect(await step(visitId)).toBe('checkout');
    // back by hand, and a later red flag brings nothing of the first with it
    await clerk().call(frontDesk, 'undoMove', { visitId });
    await see(await raise(visitId, 'c'));
    expect(await step(visitId)).toBe('withProvider');
  });

  it('goes on when two clinicians see to the last two at once', async () => {
    const visitId = await throughDoctor('Bersama Sama', '10:20');
    const both = [await raise(visitId, 'a'), await raise(visitId, 'b')];
    await onTo(visitId, 'checkout');
    await Promise.all(both.map(see));
    expect(await step(visitId)).toBe('checkout');
    expect(await tasks(visitId, 'redFlag')).toEqual([]);
  });
});

describe('a red flag that stands already', () => {
  it('rises from urgent to emergency, asks anew whoever had taken it, and never falls', async () => {
    const visitId = await desk.booked('Ragu Lalu Ya', '10:40');
    await clerk().call(frontDesk, 'arrive', { visitId });
    const say = (answer: string) =>
      clerk().call(frontDesk, 'answerTalk', { visitId, channel: 'counter', code: 'now', answer });
    await say('unsure');
    const [urgent] = await openAlerts(visitId);
    expect(urgent?.level).toBe('urgent');
    await clerk().call(frontDesk, 'takeAlert', { alertId: urgent?.alertId ?? '' });
    desk.clinic.clock.advance(5);
    await say('yes');
    const raised = await openAlerts(visitId);
    expect(raised).toMatchObject([{ alertId: urgent?.alertId, level: 'emergency' }]);
    expect(raised[0]?.takenBy).toBeUndefined();
    expect(raised[0]?.raisedAt).not.toBe(urgent?.raisedAt);
    expect(await tasks(visitId, 'redFlag')).toHaveLength(1);
    await say('unsure');
    expect((await openAlerts(visitId)).map((one) => one.level)).toEqual(['emergency']);
  });

  it('said on her phone, opens the task of the desk again', async () => {
    const visitId = await desk.booked('Dari Ponsel', '11:00');
    await clerk().call(frontDesk, 'arrive', { visitId });
    const said = (level: Level) => raise(visitId, 'breath', level, 'phone');
    const alertId = await said('urgent');
    await clerk().call(frontDesk, 'takeAlert', { alertId });
    expect(await tasks(visitId, 'redFlagDesk')).toEqual([]);
    expect(await said('emergency')).toBe(alertId);
    expect(await tasks(visitId, 'redFlagDesk')).toHaveLength(1);
    expect(await said('emergency')).toBe('');
  });
});
