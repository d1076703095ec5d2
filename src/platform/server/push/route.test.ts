import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';

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

async function signedIn(): Promise<string> {
  const { login } = await http.person('frontDesk');
  const { body } = await post(`${http.url}/api/identity/signIn`, { login, password: testPassword });
  return String(body.token);
}

/** A line by a token: all that came through it, once the server has ended it. */
async function line(token: string): Promise<{ ended: Promise<string> }> {
  const answer = await fetch(`${http.url}/api/push`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const rest = async () => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += Buffer.from(value).toString();
    }
  };
  return { ended: rest() };
}

it('ends with the session it was opened by, and tells nothing that comes after', async () => {
  const [leaving, staying] = [await signedIn(), await signedIn()];
  const [one, other] = [await line(leaving), await line(staying)];
  await post(`${http.url}/api/identity/signOut`, {}, bearer(leaving));
  const heard = await one.ended;
  expect(heard).not.toContain('credentialEnded');
  await clinic.inside(async (ctx) => ctx.emit('test.afterwards', {}));
  await post(`${http.url}/api/identity/signOut`, {}, bearer(staying));
  expect(await other.ended).toContain('test.afterwards');
  expect(heard).not.toContain('test.afterwards');
});

it('ends with the token when the session gets another one, and opens again by that', async () => {
  const token = await signedIn();
  const held = await line(token);
  const { body } = await post(
    `${http.url}/api/identity/setPin`,
    { password: testPassword, pin: '7194' },
    bearer(token),
  );
  await held.ended;
  expect(
    (await fetch(`${http.url}/api/push`, { headers: { authorization: `Bearer ${token}` } })).status,
  ).toBe(401);
  const again = await line(String(body.token));
  await post(`${http.url}/api/identity/signOut`, {}, bearer(String(body.token)));
  await again.ended;
});
