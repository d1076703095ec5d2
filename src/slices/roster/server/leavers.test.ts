import { afterAll, beforeAll, expect, it } from 'vitest';
import { disable } from '#platform/server/identity/staff.ts';
import { dutyBetween } from '#platform/server/scope/duty.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';
import { roster } from '../contract.ts';
import { freeLeavers } from './leavers.ts';
import { openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
let http: TestHttp;
beforeAll(async () => {
  here = await openRosterClinic();
  http = await openTestHttp(here.clinic);
  // began at 07:00, two hours ago
  await here.assign('clinical', '2026-03-09', 'morning');
  for (const day of ['2026-03-10', '2026-03-11']) await here.assign('clinical', day, 'morning');
  await here.assign('nurse', '2026-03-12', 'morning');
  await here.publish(thisMonday);
  await here.assign('clinical', '2026-03-17', 'morning');
});
afterAll(async () => {
  await http.close();
  await here.clinic.close();
});

const weekOf = (day: string) => here.clinic.as('manager').call(roster, 'week', { day });
const freeOn = async (day: string) =>
  (await weekOf(day)).shifts.filter((one) => one.staffId === null).map((one) => `${one.day} ${one.leftBy}`);
const end = (role: string) =>
  here.clinic.as('manager').call(workforce, 'endAccess', { staffId: here.id(role) });

it('when her access ends, her coming shifts fall free, hers of now stays, and the manager is told', async () => {
  const name = here.clinic.as('clinical').actor.name;
  const leaveId = await here.askLeave('clinical', '2026-04-01');
  await end('clinical');
  expect(await freeOn('2026-03-09')).toEqual([`2026-03-10 ${name}`, `2026-03-11 ${name}`]);
  expect(await freeOn('2026-03-16')).toEqual([`2026-03-17 ${name}`]);
  const { shifts, people } = await weekOf('2026-03-09');
  expect(shifts.find((one) => one.day === '2026-03-09')?.staffId).toBe(here.id('clinical'));
  expect(people.find((one) => one.staffId === here.id('clinical'))?.here).toBe(false);
  expect(await here.tasksOf('manager', 'id')).toEqual([`${name} sudah keluar: 3 dinas kosong`]);
  const { leaves } = await here.clinic.as('manager').call(roster, 'leaves', {});
  expect(leaves.map((one) => one.leaveId)).not.toContain(leaveId);
  const duty = await here.clinic.inside((ctx) =>
    dutyBetween(ctx.db, ctx.clinic.id, '2026-03-10T00:00:00Z', '2026-03-12T00:00:00Z'),
  );
  expect(duty).toEqual([]);
});

it('a free shift is given to somebody else, and is hers from then on', async () => {
  const { shifts } = await weekOf('2026-03-10');
  const free = shifts.find((one) => one.staffId === null);
  await here.clinic.as('manager').call(roster, 'changeShift', {
    ...{ shiftId: free?.shiftId ?? '', staffId: here.id('nurse'), kind: 'morning', reason: 'pengganti' },
  });
  expect((await freeOn('2026-03-10')).length).toBe(1);
  const { shifts: mine } = await here.clinic.as('nurse').call(roster, 'mine', {});
  expect(mine.map((one) => one.day)).toEqual(['2026-03-10', '2026-03-12']);
});

it('nobody plans for who has left', async () => {
  const refused = await here.clinic.refused(here.assign('clinical', '2026-03-20', 'morning', 'x'));
  expect(refused.fields?.[0]?.path).toBe('staffId');
});

it('is seen as well when her access ends past the screens', async () => {
  await here.clinic.inside((ctx) => disable(ctx.db, ctx.clinic.id, here.id('nurse'), ctx.now));
  expect((await freeOn('2026-03-12')).length).toBe(1);
  await here.clinic.inside(freeLeavers);
  await here.clinic.inside(freeLeavers);
  expect((await freeOn('2026-03-12')).length).toBe(3);
  const told = (await here.tasksOf('manager', 'id')).filter((one) => one.includes('2 dinas kosong'));
  expect(told).toHaveLength(1);
});

it('her open screen ends within five seconds, and so does what she may ask', async () => {
  const { token, staffId } = await leaver();
  expect((await post(`${http.url}/api/roster/mine`, {}, bearer(token))).status).toBe(200);
  const answer = await fetch(`${http.url}/api/push`, { headers: bearer(token) });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const started = Date.now();
  await here.clinic.as('manager').call(workforce, 'endAccess', { staffId });
  while (!(await reader.read()).done);
  expect(Date.now() - started).toBeLessThan(5000);
  expect((await post(`${http.url}/api/roster/mine`, {}, bearer(token))).status).toBe(401);
});

/** Somebody who has signed in. */
async function leaver(): Promise<{ token: string; staffId: string }> {
  const { login, staffId } = await http.person('student');
  const { body } = await post(`${http.url}/api/identity/signIn`, { login, password: testPassword });
  return { token: String(body.token), staffId };
}
