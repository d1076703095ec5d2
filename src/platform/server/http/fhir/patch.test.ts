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

const sent =
  '{"resourceType":"Observation","status":"preliminary","code":{"text":"Suhu"},"valueQuantity":{"value":36.80,"unit":"Cel"}}';
const newPlace = async () => `/Observation/${(await fhir('POST', '/Observation', sent)).body.id}`;

describe('a JSON Patch', () => {
  it('changes what it names and keeps the digits of everything else', async () => {
    const place = await newPlace();
    const answer = await fhir('PATCH', place, [
      { op: 'test', path: '/valueQuantity/value', value: 36.8 },
      { op: 'replace', path: '/status', value: 'final' },
      { op: 'add', path: '/note', value: [{ text: 'ketiak' }] },
    ]);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(answer.text).toContain('"valueQuantity":{"value":36.80,"unit":"Cel"}');
    expect(answer.body).toMatchObject({ status: 'final', note: [{ text: 'ketiak' }] });
  });

  it('changes nothing when a test fails, a place is missing, or the result breaks a rule', async () => {
    const place = await newPlace();
    const refused = async (operation: object) => {
      const { status, body } = await fhir('PATCH', place, [
        { op: 'replace', path: '/status', value: 'final' },
        operation,
      ]);
      return [status, body.issue[0].expression?.[0]];
    };
    expect(await refused({ op: 'test', path: '/valueQuantity/value', value: 37 })).toEqual([
      422,
      'Observation.valueQuantity.value',
    ]);
    expect(await refused({ op: 'remove', path: '/note/0' })).toEqual([422, 'Observation.note[0]']);
    expect(await refused({ op: 'remove', path: '/code' })).toEqual([422, 'Observation.code']);
    expect(await refused({ op: 'replace', path: '/id', value: 'other' })).toEqual([400, 'Observation.id']);
    expect(await refused({ op: 'leap', path: '/id' })).toEqual([400, undefined]);
    expect((await fhir('GET', place)).headers.get('etag')).toBe('W/"1"');
  });

  it('holds to the version that the caller saw, and to one kind of body', async () => {
    const place = await newPlace();
    const patch = [{ op: 'replace', path: '/status', value: 'final' }];
    expect((await fhir('PATCH', place, patch, { 'if-match': 'W/"4"' })).status).toBe(412);
    expect((await fhir('PATCH', place, patch, { 'if-match': 'W/"1"' })).status).toBe(200);
    expect((await fhir('PATCH', '/Observation/nobodys', patch)).status).toBe(404);
    const other = { 'content-type': 'application/merge-patch+json' };
    expect((await fhir('PATCH', place, '{}', other)).status).toBe(415);
    expect((await fhir('PATCH', place, '{}')).status).toBe(400);
  });

  it('of twenty at once is done twenty times', async () => {
    const place = await newPlace();
    const add = (n: number) => [{ op: 'add', path: '/component/-', value: { code: { text: `${n}` } } }];
    await fhir('PATCH', place, [{ op: 'add', path: '/component', value: [{ code: { text: 'first' } }] }]);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => fhir('PATCH', place, add(n))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await fhir('GET', place)).body.component).toHaveLength(21);
  });
});
