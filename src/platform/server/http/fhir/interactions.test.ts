import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
let fhir: AskFhir;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
  fhir = fhirOf(http.url, await http.client(['system/*.cruds']));
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

const basic = (text: string, more: object = {}) => ({ resourceType: 'Basic', code: { text }, ...more });
const newBasic = async (text: string) => (await fhir('POST', '/Basic', basic(text))).body.id as string;
const auditRows = (subject: string) =>
  clinic.inside((ctx) =>
    ctx.db
      .selectFrom('audit_event')
      .select(['event', 'outcome', 'patient_id', 'subject'])
      .where('subject', '=', subject)
      .execute(),
  );

describe('a resource over HTTP', () => {
  it('comes back as it was sent, digits and order included, at the address that create names', async () => {
    const sent =
      '{"resourceType":"Observation","status":"final","code":{"text":"Berat"},"valueQuantity":{"value":1.10}}';
    const made = await fhir('POST', '/Observation', sent);
    expect(made.status).toBe(201);
    const place = `${http.url}/fhir/R4/Observation/${made.body.id}/_history/1`;
    expect(made.headers.get('location')).toBe(place);
    expect(made.headers.get('etag')).toBe('W/"1"');
    const read = await fhir('GET', place.slice(`${http.url}/fhir/R4`.length));
    expect(read.text).toContain('"valueQuantity":{"value":1.10}');
    expect(read.text).toBe(made.text);
  });

  it('is removed as a version: 410 from then on, its history stays, and a new version brings it back', async () => {
    const id = await newBasic('gone soon');
    const removed = await fhir('DELETE', `/Basic/${id}`);
    expect([removed.status, removed.text, removed.headers.get('etag')]).toEqual([204, '', 'W/"2"']);
    expect((await fhir('DELETE', `/Basic/${id}`)).status).toBe(204);
    expect((await fhir('GET', `/Basic/${id}`)).status).toBe(410);
    expect((await fhir('GET', `/Basic/${id}/_history/1`)).body.code.text).toBe('gone soon');
    expect((await fhir('GET', `/Basic/${id}/_history/2`)).status).toBe(410);
    expect((await fhir('GET', `/Basic?_id=${id}`)).body.total).toBe(0);
    expect((await fhir('PUT', `/Basic/${id}`, basic('back', { id }))).status).toBe(201);
    const { body } = await fhir('GET', `/Basic/${id}/_history`);
    expect(body.entry.map((one: { request: object }) => one.request)).toEqual([
      { method: 'PUT', url: `Basic/${id}` },
      { method: 'DELETE', url: `Basic/${id}` },
      { method: 'PUT', url: `Basic/${id}` },
    ]);
  });

  it('is removed only in the version that the caller saw', async () => {
    const id = await newBasic('kept');
    const stale = await fhir('DELETE', `/Basic/${id}`, undefined, { 'if-match': 'W/"7"' });
    expect(stale.status).toBe(412);
    const absent = await fhir('DELETE', '/Basic/nobodys', undefined, { 'if-match': 'W/"1"' });
    expect(absent.status).toBe(412);
    expect((await fhir('DELETE', '/Basic/nobodys')).status).toBe(204);
  });

  it('leaves its patient in the trail, also when it is removed', async () => {
    const patient = await fhir('POST', '/Patient', { resourceType: 'Patient', name: [{ text: 'Sri' }] });
    const made = await fhir('POST', '/Observation', {
      ...{ resourceType: 'Observation', status: 'final', code: { text: 'x' } },
      subject: { reference: `Patient/${patient.body.id}` },
    });
    await fhir('DELETE', `/Observation/${made.body.id}`);
    const subject = `Observation/${made.body.id}`;
    const expected = { event: 'fhir.write', outcome: 'done', patient_id: patient.body.id, subject };
    expect(await auditRows(subject)).toEqual([expected, expected]);
  });
});

describe('the headers of a request', () => {
  it('choose what a write answers', async () => {
    const prefer = async (wanted: string) =>
      fhir('POST', '/Basic', basic('p'), { prefer: `return=${wanted}` });
    expect((await prefer('minimal')).text).toBe('');
    expect((await prefer('minimal')).headers.get('location')).toMatch(/\/Basic\/[^/]+\/_history\/1$/);
    expect((await prefer('representation')).body.resourceType).toBe('Basic');
    const outcome = (await prefer('OperationOutcome')).body;
    expect([outcome.resourceType, outcome.issue[0].severity]).toEqual(['OperationOutcome', 'information']);
  });

  it('spare what the caller has already', async () => {
    const id = await newBasic('known');
    const ask = (headers: Record<string, string>) => fhir('GET', `/Basic/${id}`, undefined, headers);
    const changed = (await ask({})).headers.get('last-modified') ?? '';
    expect((await ask({ 'if-none-match': 'W/"1"' })).status).toBe(304);
    expect((await ask({ 'if-none-match': 'W/"2"' })).status).toBe(200);
    expect((await ask({ 'if-modified-since': changed })).status).toBe(304);
    expect((await ask({ 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' })).status).toBe(200);
  });

  it('let an update make only what is new', async () => {
    const put = () => fhir('PUT', '/Basic/once', basic('once', { id: 'once' }), { 'if-none-match': '*' });
    expect((await put()).status).toBe(201);
    expect((await put()).status).toBe(412);
  });

  it('are told when they want another format than JSON', async () => {
    const asked = async (accept: string, query = '') =>
      (await fhir('GET', `/Basic/nobodys${query}`, undefined, { accept })).status;
    for (const accept of ['application/fhir+xml', 'text/turtle, application/xml;q=0.9'])
      expect(await asked(accept)).toBe(406);
    expect(await asked('*/*', '?_format=xml')).toBe(406);
    for (const accept of [
      'application/json',
      'text/html, */*;q=0.1',
      'application/fhir+json; fhirVersion=4.0',
    ])
      expect(await asked(accept, '?_format=json')).toBe(404);
  });

  it('get a method that an address does not know its Allow, and an unknown address 404, as an outcome', async () => {
    const wrong = await fhir('DELETE', '/metadata');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(wrong.body.issue[0]).toMatchObject({ code: 'not-supported' });
    expect((await fhir('PUT', '/Basic/a/_history', {})).headers.get('allow')).toBe('GET, HEAD');
    const nowhere = await fhir('GET', '/Basic/a/b/c/d');
    expect([nowhere.status, nowhere.body.resourceType]).toEqual([404, 'OperationOutcome']);
    expect((await fhir('GET', '/Unicorn/1')).status).toBe(404);
  });
});

describe('the history', () => {
  it('of a type and of all comes in pages, each version once, newest first', async () => {
    const since = new Date(clinic.clock.now() + 60_000).toISOString();
    clinic.clock.advance(2);
    const ids = [await newBasic('a'), await newBasic('b'), await newBasic('c')];
    for (const id of ids) await fhir('PUT', `/Basic/${id}`, basic('changed', { id }));
    clinic.clock.advance(1);
    await fhir('DELETE', `/Basic/${ids[0]}`);
    await fhir('POST', '/Flag', {
      ...{ resourceType: 'Flag', status: 'active', code: { text: 'f' }, subject: { reference: 'Patient/x' } },
    });
    const all = async (path: string) => {
      const seen: string[] = [];
      let pages = 0;
      for (
        let next: string | undefined = `${path}?_count=2&_since=${since}`;
        next && pages < 20;
        pages += 1
      ) {
        const { status, body } = await fhir('GET', next);
        expect(status).toBe(200);
        for (const { fullUrl, response } of body.entry ?? [])
          seen.push(`${fullUrl.split('/').slice(-2).join('/')} ${response.etag}`);
        const link = body.link.find((one: { relation: string }) => one.relation === 'next')?.url;
        next = link?.slice(`${http.url}/fhir/R4`.length);
      }
      return { seen, pages };
    };
    const ofType = await all('/Basic/_history');
    expect(ofType.pages).toBe(4);
    expect(ofType.seen).toHaveLength(7);
    expect(new Set(ofType.seen).size).toBe(7);
    expect(ofType.seen[0]).toBe(`Basic/${ids[0]} W/"3"`);
    const ofAll = await all('/_history');
    expect(ofAll.seen).toHaveLength(8);
    expect(ofAll.seen.filter((one) => one.startsWith('Basic/'))).toEqual(ofType.seen);
  });

  it('of one resource comes in pages too, with the number of all', async () => {
    const id = await newBasic('1');
    for (const text of ['2', '3']) await fhir('PUT', `/Basic/${id}`, basic(text, { id }));
    const first = await fhir('GET', `/Basic/${id}/_history?_count=2`);
    expect([first.body.total, first.body.entry.length]).toEqual([3, 2]);
    const next = first.body.link.find((one: { relation: string }) => one.relation === 'next').url;
    const second = await fhir('GET', next.slice(`${http.url}/fhir/R4`.length));
    expect(second.body.entry.map((one: { resource: { code: object } }) => one.resource.code)).toEqual([
      { text: '1' },
    ]);
    expect(second.body.link).toHaveLength(1);
  });

  it('of all shows a client the types of its scopes alone', async () => {
    const narrow = fhirOf(http.url, await http.client(['system/Flag.r']));
    const { body } = await narrow('GET', '/_history?_count=1000');
    const types = new Set(body.entry.map((one: { fullUrl: string }) => one.fullUrl.split('/').at(-2)));
    expect([...types]).toEqual(['Flag']);
    expect((await narrow('GET', '/Basic/_history')).status).toBe(403);
    const blind = fhirOf(http.url, await http.client(['system/Flag.c']));
    expect((await blind('GET', '/_history')).status).toBe(403);
  });

  it.each(['_count=0', '_since=yesterday', '_cursor=x', '_cursor=W10', '_at=2026', 'name=x'])(
    'refuses %s by name',
    async (parameter) => {
      const { status, body } = await fhir('GET', `/Basic/_history?${parameter}`);
      expect([status, body.issue[1].expression]).toEqual([422, [parameter.split('=')[0]]]);
    },
  );
});

describe('what a slice keeps rows of', () => {
  it('stays while they are needed, and the refusal says so', async () => {
    const made = await fhir('POST', '/Patient', { resourceType: 'Patient', name: [{ text: 'Dewi' }] });
    const patient = `Patient/${made.body.id}`;
    await clinic.inside((ctx) =>
      ctx.db
        .insertInto('orders_consultation')
        .values({
          ...{ clinic_id: ctx.clinic.id, visit_id: 'opened', patient_id: made.body.id, started_at: ctx.now },
        })
        .execute(),
    );
    const refused = await fhir('DELETE', `/${patient}`);
    expect([refused.status, refused.body.issue[0].code]).toEqual([409, 'conflict']);
    expect((await fhir('GET', `/${patient}`)).status).toBe(200);
  });
});
