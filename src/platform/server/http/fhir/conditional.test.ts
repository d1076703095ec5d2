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

const system = 'urn:test:number';
const device = (value: string, more: object = {}) => ({
  ...{ resourceType: 'Device', identifier: [{ system, value }], ...more },
});
const asked = (value: string) => `identifier=${encodeURIComponent(`${system}|${value}`)}`;
const createOnce = (value: string) =>
  fhir('POST', '/Device', device(value), { 'if-none-exist': asked(value) });

describe('a conditional create', () => {
  it('makes what is not there, and answers with what is', async () => {
    const first = await createOnce('A');
    const second = await createOnce('A');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
  });

  it('makes one of many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => createOnce('raced')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(59);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('is refused when more than one meets the condition, or when there is no condition', async () => {
    for (const _ of [1, 2]) await fhir('POST', '/Device', device('twice'));
    const several = await createOnce('twice');
    expect([several.status, several.body.issue[0].code]).toEqual([412, 'conflict']);
    const none = await fhir('POST', '/Device', device('x'), { 'if-none-exist': '_count=1' });
    expect(none.status).toBe(412);
    const unknown = await fhir('POST', '/Device', device('x'), { 'if-none-exist': 'shoe-size=42' });
    expect(unknown.status).toBe(422);
    const chain = await fhir('POST', '/Device', device('x'), { 'if-none-exist': 'patient.name=x' });
    expect(chain.body.issue[1].expression).toEqual(['patient.name']);
  });

  it('tells nothing to a client that may not search', async () => {
    const writer = fhirOf(http.url, await http.client(['system/Device.c']));
    const { status } = await writer('POST', '/Device', device('A'), { 'if-none-exist': asked('A') });
    expect(status).toBe(403);
    expect((await writer('POST', '/Device', device('A'))).status).toBe(201);
  });
});

describe('a conditional update', () => {
  it('makes, then changes the one that meets the condition', async () => {
    const put = (more: object = {}) => fhir('PUT', `/Device?${asked('U')}`, device('U', more));
    const made = await put();
    const changed = await put({ lotNumber: '7' });
    expect([made.status, changed.status]).toEqual([201, 200]);
    expect([changed.body.id, changed.headers.get('etag')]).toEqual([made.body.id, 'W/"2"']);
    expect((await put({ id: 'another' })).status).toBe(400);
    const named = await fhir('PUT', `/Device?${asked('N')}`, device('N', { id: 'named' }));
    expect([named.status, named.body.id]).toEqual([201, 'named']);
  });

  it('makes one of many at once', async () => {
    const put = () => fhir('PUT', `/Device?${asked('put')}`, device('put'));
    const answers = await Promise.all(Array.from({ length: 30 }, put));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('a conditional delete and patch', () => {
  it('reach the one resource that meets the condition, and no more', async () => {
    const { body } = await createOnce('D');
    const operations = [{ op: 'add', path: '/lotNumber', value: '9' }];
    const patched = await fhir('PATCH', `/Device?${asked('D')}`, operations);
    expect([patched.status, patched.body.lotNumber]).toEqual([200, '9']);
    expect((await fhir('DELETE', `/Device?${asked('D')}`)).status).toBe(204);
    expect((await fhir('GET', `/Device/${body.id}`)).status).toBe(410);
    expect((await fhir('DELETE', `/Device?${asked('D')}`)).status).toBe(204);
    expect((await fhir('PATCH', `/Device?${asked('D')}`, operations)).status).toBe(404);
    for (const _ of [1, 2]) await fhir('POST', '/Device', device('several'));
    expect((await fhir('DELETE', `/Device?${asked('several')}`)).status).toBe(412);
    expect((await fhir('DELETE', '/Device')).status).toBe(412);
  });
});
