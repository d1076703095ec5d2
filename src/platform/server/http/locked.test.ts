import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

async function signedIn(): Promise<string> {
  const { login } = await http.person('frontDesk');
  const { body } = await post(`${http.url}/api/identity/signIn`, { login, password: testPassword });
  return String(body.token);
}

it('answers nothing of the clinic behind a lock: what does is declared, and writes only', async () => {
  const token = await signedIn();
  await post(`${http.url}/api/identity/lock`, {}, bearer(token));
  const behind: string[] = [];
  for (const { slice, name, contract, runOpen } of clinic.platform.registry.verbs) {
    if (contract.audience === 'anyone') continue;
    const { status } = await post(`${http.url}/api/${slice}/${name}`, {}, bearer(token));
    // verbs that see to sign-in themselves judge their input first, which is empty here
    const refused = status === 423 || (runOpen && status === 422);
    if (!refused) behind.push(`${slice}.${name} ${contract.effect}`);
  }
  expect(behind.sort()).toEqual(['identity.keepDraft write', 'identity.lock write']);
  const record = await fetch(`${http.url}/fhir/R4/Patient`, { headers: bearer(token) });
  expect(record.status).toBe(423);
});

it('gives cookies over TLS a name that no neighbour can plant, and takes no other there', async () => {
  const { login } = await http.person('frontDesk');
  const tls = await openTestHttp(clinic, { secure: true });
  try {
    const answer = await post(`${tls.url}/api/identity/signIn`, { login, password: testPassword });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const one of cookies) {
      expect(one).toMatch(/^__Host-serambi_(session|device)=/);
      for (const part of [/; Path=\/(;|$)/, /; HttpOnly/, /; Secure/, /; SameSite=Strict/])
        expect(one).toMatch(part);
      expect(one).not.toMatch(/domain/i);
    }
    const session = cookies.find((one) => one.includes('_session='))?.split(';')[0] ?? '';
    const stateBy = async (cookie: string) =>
      (await post(`${tls.url}/api/identity/whoAmI`, {}, { cookie })).body.state;
    expect(await stateBy(session)).toBe('open');
    expect(await stateBy(session.replace('__Host-', ''))).toBe('signedOut');
  } finally {
    await tls.close();
  }
});
