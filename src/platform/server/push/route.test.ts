import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

it('ends the line of somebody whose access ends, and what happens right after it harms nobody', async () => {
  const manager = await http.person('manager');
  const clerk = await http.person('frontDesk');
  const line = await fetch(`${http.url}/api/push`, { headers: bearer(clerk.token) });
  const heard = line.text();
  const act = (verb: string, input: object) => post(`${http.url}/api/${verb}`, input, bearer(manager.token));
  const asked = { action: 'identity.manageStaff', subject: 'Encounter/pushed' };
  // all within the time in which the relay gathers commits, so that one batch carries them
  const answers = await Promise.all([
    act('identity/disableStaff', { staffId: clerk.staffId }),
    ...Array.from({ length: 10 }, () => act('work/askSomebody', asked)),
  ]);
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
  expect(await heard).toContain('event: open');
  expect((await act('work/listMine', {})).status).toBe(200);
});
