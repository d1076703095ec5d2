import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, post, type TestHttp, testPassword } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
let manager: { token: string; login: string };
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
  manager = await http.person('manager');
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

describe('the HTTP side', () => {
  it('signs a person in and keeps her by a cookie that scripts cannot read', async () => {
    const desk = await http.person('frontDesk');
    const answer = await post(`${http.url}/api/identity/signIn`, {
      login: desk.login,
      password: testPassword,
      tokenInAnswer: false,
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('serambi_session='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const me = await post(`${http.url}/api/identity/whoAmI`, {}, { cookie: cookie?.split(';')[0] ?? '' });
    expect(me.body).toMatchObject({ state: 'open', clinic: { slug: clinic.clinic.slug } });
  });

  it('answers 401 to nobody and 404 to an unknown verb, as problem+json', async () => {
    const nobody = await post(`${http.url}/api/work/listMine`, {});
    expect([nobody.status, nobody.body.code]).toEqual([401, 'platform.notSignedIn']);
    expect(nobody.headers.get('content-type')).toContain('application/problem+json');
    expect((await post(`${http.url}/api/work/noSuchVerb`, {})).status).toBe(404);
  });

  it('refuses a write that another site made the browser send', async () => {
    const foreign = await post(
      `${http.url}/api/work/listMine`,
      {},
      { ...bearer(manager.token), origin: 'https://elsewhere.example' },
    );
    expect([foreign.status, foreign.body.code]).toEqual([403, 'platform.crossSite']);
    const form = await post(`${http.url}/api/work/listMine`, 'a=b', {
      ...bearer(manager.token),
      'content-type': 'text/plain',
    });
    expect(form.status).toBe(415);
  });

  it('sends the headers that keep a browser safe with every answer', async () => {
    const { headers } = await fetch(`${http.url}/healthz`);
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('describes every verb from its own contract', async () => {
    const described = (await (await fetch(`${http.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, { post: { responses: Record<string, unknown> } }>;
    };
    expect(described.openapi).toBe('3.1.0');
    expect(Object.keys(described.paths)).toHaveLength(clinic.platform.registry.verbs.length);
    expect(described.paths['/api/scheduling/bookVisit']?.post.responses).toHaveProperty('409');
  });

  it('answers unreadable JSON, too large and far too deep bodies without falling over', async () => {
    const broken = await post(`${http.url}/api/work/listMine`, '{"a":', bearer(manager.token));
    expect(broken.status).toBe(400);
    const deep = await post(
      `${http.url}/api/work/listMine`,
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      bearer(manager.token),
    );
    expect(deep.status).toBeLessThan(500);
    const large = await post(
      `${http.url}/api/work/listMine`,
      { patientId: 'x'.repeat(9_000_000) },
      bearer(manager.token),
    );
    expect(large.status).toBe(413);
  });

  it('pushes what happened to every screen of the clinic and to no other', async () => {
    const heard: string[] = [];
    const stop = new AbortController();
    const other = await fetch(`${http.url}/api/push`, {
      headers: bearer(manager.token),
      signal: stop.signal,
    });
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of other.body ?? []) heard.push(decoder.decode(chunk));
    })().catch(() => undefined);
    await sleep(100);
    const asked = { action: 'identity.manageStaff', subject: 'Encounter/pushed' };
    await post(`${http.url}/api/work/askSomebody`, asked, bearer(manager.token));
    for (let tries = 0; tries < 100 && !heard.join('').includes('work.taskChanged'); tries += 1)
      await sleep(20);
    stop.abort();
    await reading;
    expect(heard.join('')).toContain('"event":"work.taskChanged"');
    expect(heard.join('')).not.toContain(manager.login);
  });
});

describe('FHIR over HTTP', () => {
  const patient = { resourceType: 'Patient', name: [{ text: 'Siti Aminah' }], birthDate: '1988-05-05' };
  const fhirJson = { 'content-type': 'application/fhir+json' };

  it('creates, reads, updates by version and tells the history', async () => {
    const token = await http.client(['system/*.cruds']);
    const created = await post(`${http.url}/fhir/R4/Patient`, patient, { ...bearer(token), ...fhirJson });
    expect(created.status).toBe(201);
    const place = `${http.url}/fhir/R4/Patient/${created.body.id}`;
    const put = (version: string) =>
      fetch(place, {
        method: 'PUT',
        headers: { ...bearer(token), ...fhirJson, 'if-match': version },
        body: JSON.stringify({ ...patient, id: created.body.id, gender: 'female' }),
      });
    expect((await put('W/"1"')).status).toBe(200);
    expect((await put('W/"1"')).status).toBe(412);
    const read = await fetch(place, { headers: bearer(token) });
    expect(read.headers.get('etag')).toBe('W/"2"');
    expect(await read.json()).toMatchObject({ gender: 'female', birthDate: '1988-05-05' });
    const history = (await (await fetch(`${place}/_history`, { headers: bearer(token) })).json()) as {
      total: number;
    };
    expect(history.total).toBe(2);
  });

  it('holds a client to its scopes', async () => {
    const token = await http.client(['system/Patient.rs']);
    const refused = await post(`${http.url}/fhir/R4/Patient`, patient, { ...bearer(token), ...fhirJson });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'forbidden' }] });
  });

  it('refuses invalid resources with the FHIRPath of the place', async () => {
    const token = await http.client(['system/*.cruds']);
    const wrong = await post(
      `${http.url}/fhir/R4/Patient`,
      { ...patient, birthDate: '2026-02-30' },
      { ...bearer(token), ...fhirJson },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ issue: [{ expression: ['Patient.birthDate'] }] });
    const broken = await post(`${http.url}/fhir/R4/Patient`, '{"resourceType":"Patient",}', {
      ...bearer(token),
      ...fhirJson,
    });
    expect([broken.status, broken.body.resourceType]).toEqual([400, 'OperationOutcome']);
  });

  it('refuses a search parameter that it does not know rather than ignoring it', async () => {
    const token = await http.client(['system/*.cruds']);
    const good = await fetch(`${http.url}/fhir/R4/Patient?name=siti&birthdate=1988-05-05`, {
      headers: bearer(token),
    });
    expect(((await good.json()) as { total: number }).total).toBeGreaterThan(0);
    const unknown = await fetch(`${http.url}/fhir/R4/Patient?shoe-size=42`, { headers: bearer(token) });
    expect(unknown.status).toBe(422);
  });
});
