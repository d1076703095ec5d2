import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import { openTestHttp, type TestHttp, testPassword } from '#testing/http.ts';
import { scheduling } from '../contract.ts';
import { holdFor, slice } from './index.ts';
import { type BookingClinic, nurse, openBookingClinic, physician } from './testing/booking-clinic.ts';

let desk: BookingClinic;
let http: TestHttp;
beforeAll(async () => {
  desk = await openBookingClinic();
  http = await openTestHttp(desk.clinic);
});
afterAll(async () => {
  await http.close();
  await desk.close();
});

const at = (day: string, time: string) => ({ when: { day, time } });
const hold = async (
  given: { when: { day: string; time: string }; holdId?: string; practitionerId?: string },
  role = 'frontDesk',
) =>
  desk.clinic.as(role).call(scheduling, 'holdTime', {
    patientId: await desk.patient('Siti Aminah'),
    visitTypeCode: 'follow-up',
    practitionerId: physician,
    ...given,
  });
const freeAt = async (day: string, time: string, holdId?: string) => {
  const input = { visitTypeCode: 'follow-up', practitionerId: physician, fromDay: day, toDay: day };
  const { times } = await desk.clinic
    .as('frontDesk')
    .call(scheduling, 'freeTimes', { ...input, perPart: 100, ...(holdId && { holdId }) });
  return times.some((one) => one.time === time);
};

describe('a held time', () => {
  it('is taken for all others, who are told by whom and never for whom', async () => {
    const held = await hold(at('2026-03-10', '09:00'), 'manager');
    expect(held).toMatchObject({ startsAt: '2026-03-10T02:00:00Z', expiresAt: '2026-03-09T02:05:00Z' });
    const problem = await desk.clinic.refused(desk.book(at('2026-03-10', '09:10')));
    const name = desk.clinic.as('manager').actor.name;
    expect(problem).toMatchObject({
      code: 'scheduling.timeTaken',
      details: { resource: 'practitioner', heldBy: name, heldFrom: '2026-03-10T02:00:00Z' },
    });
    expect((problem.details as { alternatives: unknown[] }).alternatives).toHaveLength(3);
    expect(problem.detail).toContain(name);
    expect(JSON.stringify(problem)).not.toContain('Siti');
    const second = await desk.clinic.refused(hold(at('2026-03-10', '09:00')));
    expect(second).toMatchObject({ code: 'scheduling.timeTaken', details: { heldBy: name } });
    expect(await freeAt('2026-03-10', '09:00')).toBe(false);
    const sheet = await desk.clinic.as('frontDesk').call(scheduling, 'daySheet', { day: '2026-03-10' });
    expect(sheet.holds).toMatchObject([{ holderName: name, mine: false, practitionerId: physician }]);
    expect(JSON.stringify(sheet.holds)).not.toContain('Siti');
  });

  it('is free in the eyes of the one who holds it, and becomes her visit', async () => {
    const held = await hold(at('2026-03-10', '10:00'));
    expect(await freeAt('2026-03-10', '10:00')).toBe(false);
    expect(await freeAt('2026-03-10', '10:00', held.holdId)).toBe(true);
    const booked = await desk.book({ ...at('2026-03-10', '10:00'), holdId: held.holdId });
    expect(booked.startsAt).toBe('2026-03-10T03:00:00Z');
    const sheet = await desk.clinic.as('frontDesk').call(scheduling, 'daySheet', { day: '2026-03-10' });
    expect(sheet.holds.map((one) => one.holdId)).not.toContain(held.holdId);
  });

  it('may lie over the booking that its patient would give up for it, and over nobody else’s', async () => {
    const kept = await desk.book(at('2026-03-19', '09:00'));
    const offer = {
      ...{ patientId: kept.patientId, visitTypeCode: 'follow-up', practitionerId: physician, roomId: null },
      ...{ startsAt: '2026-03-19T02:10:00Z', endsAt: '2026-03-19T02:30:00Z' },
      ...{ expiresAt: '2026-03-09T03:00:00Z', holderName: 'Wait list' },
    };
    const ask = (given: { movesVisitId?: string; startsAt?: string; endsAt?: string }) =>
      desk.clinic.inside((ctx) => holdFor(ctx, { ...offer, ...given }));
    expect(await ask({})).toBeUndefined();
    expect(await ask({ movesVisitId: kept.visitId })).toBeTruthy();
    // what she does not have yet is held
    const taken = desk.book(at('2026-03-19', '09:20'));
    expect(await desk.clinic.refused(taken)).toMatchObject({ details: { heldBy: 'Wait list' } });
    await desk.book(at('2026-03-19', '09:40'));
    const beside = { startsAt: '2026-03-19T02:30:00Z', endsAt: '2026-03-19T02:50:00Z' };
    expect(await ask({ movesVisitId: kept.visitId, ...beside })).toBeUndefined();
  });

  it('cannot be booked or released with the number of somebody else’s hold', async () => {
    const held = await hold(at('2026-03-10', '11:00'), 'manager');
    await desk.clinic.as('frontDesk').call(scheduling, 'releaseHold', { holdId: held.holdId });
    const theft = desk.book({ ...at('2026-03-10', '11:00'), holdId: held.holdId });
    expect(await desk.clinic.refused(theft)).toMatchObject({ code: 'scheduling.timeTaken' });
  });

  it('gives the one before back when another time is chosen, and stays when that one is taken', async () => {
    await desk.book(at('2026-03-11', '10:00'));
    const first = await hold(at('2026-03-11', '09:00'));
    const refused = hold({ ...at('2026-03-11', '10:00'), holdId: first.holdId });
    expect(await desk.clinic.refused(refused)).toMatchObject({ details: { heldBy: null } });
    expect(await freeAt('2026-03-11', '09:00')).toBe(false);
    const second = await hold({ ...at('2026-03-11', '11:00'), holdId: first.holdId });
    expect(await freeAt('2026-03-11', '09:00')).toBe(true);
    await desk.clinic.as('frontDesk').call(scheduling, 'releaseHold', { holdId: second.holdId });
    expect(await freeAt('2026-03-11', '11:00')).toBe(true);
    // given back twice is given back
    await desk.clinic.as('frontDesk').call(scheduling, 'releaseHold', { holdId: second.holdId });
  });

  it('is free again after the minutes that the clinic set, for the next who wants it', async () => {
    const settings = { leadMinutes: 0, horizonDays: 180, holdMinutes: 2 };
    await desk.clinic.as('manager').call(scheduling, 'saveSettings', settings);
    await hold(at('2026-03-12', '09:00'), 'manager');
    await hold(at('2026-03-12', '10:00'), 'manager');
    desk.clinic.clock.advance(1);
    expect(await desk.clinic.refused(desk.book(at('2026-03-12', '09:00')))).toMatchObject({ status: 409 });
    desk.clinic.clock.advance(1);
    expect(await freeAt('2026-03-12', '09:00')).toBe(true);
    await desk.book(at('2026-03-12', '09:00'));
    const [clear] = clinicJobs(desk.clinic.platform, [slice]);
    await clear?.run();
    const left = await desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('scheduling_hold').select('expires_at').execute(),
    );
    expect(left.filter((one) => Date.parse(one.expires_at) <= desk.clinic.clock.now())).toEqual([]);
  });

  it('of twenty who want to hold one time exactly one does', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        hold({ ...at('2026-03-13', '09:00'), practitionerId: nurse }, n % 2 ? 'manager' : 'frontDesk'),
      ),
    );
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'timeTaken', status: 409 });
    }
  });

  it('is free as soon as the one who held it signs out', async () => {
    const { login } = await http.person('frontDesk');
    const post = async (route: string, body: unknown, cookie = '') => {
      const answer = await fetch(`${http.url}/api/${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
        body: JSON.stringify(body),
      });
      const [set] = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
      return { status: answer.status, cookie: set, body: (await answer.json()) as unknown };
    };
    const { cookie } = await post('identity/signIn', { login, password: testPassword });
    const input = { visitTypeCode: 'follow-up', practitionerId: physician, when: '2026-03-16T02:00:00Z' };
    const held = await post('scheduling/holdTime', { ...input, patientId: await desk.patient() }, cookie);
    expect(held).toMatchObject({ status: 200 });
    expect(await freeAt('2026-03-16', '09:00')).toBe(false);
    await post('identity/signOut', {}, cookie);
    expect(await freeAt('2026-03-16', '09:00')).toBe(true);
    await desk.book(at('2026-03-16', '09:00'));
  });
});
