import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
/** Another process on the same database: nothing that it does is told to the first. */
let other: TestHttp;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
  other = await openTestHttp(clinic);
});
afterAll(async () => {
  await other.close();
  await http.close();
  await clinic.close();
});

const act = (token: string, verb = 'frontDesk/todayBoard') =>
  post(`${http.url}/api/${verb}`, {}, bearer(token));
const elsewhere = (statement: string) =>
  withClient(clinic.database.superuserUrl, (client) => client.query(statement));

async function signedIn(): Promise<{ token: string; login: string; staffId: string }> {
  const { login, staffId } = await http.person('frontDesk');
  const { body } = await post(`${http.url}/api/identity/signIn`, { login, password: testPassword });
  const token = String(body.token);
  expect((await act(token)).status).toBe(200);
  expect((await act(token)).status).toBe(200);
  return { token, login, staffId };
}

it('lets nobody in for a moment longer once her session has ended in another process', async () => {
  const { token } = await signedIn();
  await post(`${other.url}/api/identity/signOut`, {}, bearer(token));
  expect((await act(token)).status).toBe(401);
});

it('knows at once that a session was locked, and opened again', async () => {
  const { token } = await signedIn();
  await post(`${other.url}/api/identity/lock`, {}, bearer(token));
  expect((await act(token)).body).toMatchObject({ code: 'platform.locked' });
});

it('goes by a job description as it is now, also where it was narrower a moment ago', async () => {
  const { token } = await signedIn();
  const kept = `(SELECT actions FROM scope_role WHERE role = 'frontDesk' AND clinic_id = '${clinic.clinic.id}')`;
  await elsewhere(`CREATE TABLE kept AS SELECT ${kept} AS actions`);
  await elsewhere(`UPDATE scope_role SET actions = '{}' WHERE role = 'frontDesk'`);
  expect((await act(token)).status).toBe(403);
  expect((await act(token)).status).toBe(403);
  await elsewhere(`UPDATE scope_role SET actions = (SELECT actions FROM kept) WHERE role = 'frontDesk'`);
  expect((await act(token)).status).toBe(200);
});

it('refuses a person who was disabled, and a token that ended', async () => {
  const { token, staffId } = await signedIn();
  await elsewhere(`UPDATE identity_staff SET status = 'disabled' WHERE id = '${staffId}'`);
  expect((await act(token)).status).toBe(401);
  const client = await http.person('frontDesk');
  expect((await act(client.token)).status).toBe(200);
  await elsewhere(`UPDATE identity_token SET ended_at = now() WHERE staff_id = '${client.staffId}'`);
  expect((await act(client.token)).status).toBe(401);
});
