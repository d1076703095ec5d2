import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';

const pin = '7194';
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

/** A browser with cookies of its own, as far as signing in and calling goes. */
function browser() {
  const cookies = new Map<string, string>();
  const headers = () => ({
    origin: http.url,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  return {
    async call(verb: string, input: object = {}) {
      const answer = await post(`${http.url}/api/${verb}`, input, headers());
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      return answer;
    },
    signIn(login: string) {
      return this.call('identity/signIn', { login, password: testPassword, tokenInAnswer: false });
    },
    push: () => fetch(`${http.url}/api/push`, { headers: headers() }),
  };
}

const endAccess = async (staffId: string, verb = 'workforce/endAccess') => {
  const manager = await http.person('manager');
  return post(`${http.url}/api/${verb}`, { staffId }, bearer(manager.token));
};
const codeOf = (answer: { body: Record<string, unknown> }) => answer.body.code;

describe.each(['workforce/endAccess', 'identity/disableStaff'])('%s', (verb) => {
  it('ends the line of an open screen within five seconds, refuses it anew, and refuses the next call', async () => {
    const clerk = await http.person('frontDesk');
    const screen = browser();
    expect((await screen.signIn(clerk.login)).status).toBe(200);
    expect((await screen.call('workforce/colleagues')).status).toBe(200);
    const line = await screen.push();
    expect(line.status).toBe(200);
    const ended = line.text();
    const fromMs = performance.now();
    expect((await endAccess(clerk.staffId, verb)).status).toBe(200);
    // a screen holds its line and, once it is cut, asks for it again: the refusal is what it goes to the sign-in page by
    await ended;
    expect((await screen.push()).status).toBe(401);
    expect(performance.now() - fromMs).toBeLessThan(5_000);
    const next = await screen.call('workforce/colleagues');
    expect([next.status, codeOf(next)]).toEqual([401, 'platform.notSignedIn']);
    expect((await screen.call('identity/whoAmI')).body.state).toBe('signedOut');
    expect(codeOf(await screen.signIn(clerk.login))).toBe('identity.wrongSignIn');
  });
});

it('takes her tile and her PIN from a shared PC, and leaves the colleague there at work', async () => {
  const leaver = await http.person('frontDesk', { pin });
  const colleague = await http.person('nurse', { pin });
  const shared = browser();
  await shared.signIn(leaver.login);
  await shared.signIn(colleague.login);
  const others = async () => (await shared.call('identity/whoAmI')).body.others as { staffId: string }[];
  expect((await others()).map((one) => one.staffId)).toEqual([leaver.staffId]);
  await endAccess(leaver.staffId);
  expect(await others()).toEqual([]);
  const switched = await shared.call('identity/switchPerson', { staffId: leaver.staffId, pin });
  expect(codeOf(switched)).toBe('identity.sessionOver');
  expect((await shared.call('workforce/colleagues')).status).toBe(200);
});

it('ends a locked screen too: neither PIN nor password opens it', async () => {
  const leaver = await http.person('frontDesk', { pin });
  const screen = browser();
  await screen.signIn(leaver.login);
  await screen.call('identity/lock');
  const line = await screen.push();
  const ended = line.text();
  await endAccess(leaver.staffId);
  await ended;
  expect((await screen.push()).status).toBe(401);
  for (const how of [{ pin }, { password: testPassword }])
    expect(codeOf(await screen.call('identity/unlock', how))).toBe('identity.sessionOver');
});

it('answers a stranger’s badge as one that was never here: nothing is asked of the server for it', async () => {
  const here = await http.person('nurse', { pin });
  const elsewhere = await http.person('nurse', { pin });
  const shared = browser();
  await shared.signIn(here.login);
  const nobody = '019a0f3c-5b7e-7c21-9d40-8e6a51c2f0ab';
  const [known, unknown] = [
    await shared.call('identity/switchPerson', { staffId: elsewhere.staffId, pin }),
    await shared.call('identity/switchPerson', { staffId: nobody, pin }),
  ];
  const { instance: _, ...first } = known.body;
  const { instance: __, ...second } = unknown.body;
  expect(first).toEqual(second);
});
