import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, type FhirAnswer, fhirOf } from '#testing/fhir-http.ts';
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

interface Sent {
  method: string;
  url: string;
  resource?: object;
  fullUrl?: string;
  [condition: string]: unknown;
}
const bundleOf = (type: string, entries: Sent[]) => ({
  ...{ resourceType: 'Bundle', type },
  entry: entries.map(({ resource, fullUrl, ...request }) => ({
    ...(fullUrl && { fullUrl }),
    ...(resource && { resource }),
    request,
  })),
});
const send = (type: string, entries: Sent[], headers?: Record<string, string>) =>
  fhir('POST', '', bundleOf(type, entries), headers);
const patient = (name: string, more: object = {}) => ({
  resourceType: 'Patient',
  name: [{ text: name }],
  ...more,
});
const observation = (reference: string, more: object = {}) => ({
  ...{ resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference }, ...more },
});
const urn = () => `urn:uuid:${randomUUID()}`;
const placesIn = ({ body }: FhirAnswer) =>
  body.entry.map(({ response }: { response: { location?: string } }) =>
    response.location?.split('/').slice(-4, -2).join('/'),
  );
const statusesIn = ({ body }: FhirAnswer) =>
  body.entry.map(({ response }: { response: { status: string } }) => Number(response.status.slice(0, 3)));
const countOf = async (type: string) =>
  (await fhir('GET', `/${type}/_history?_count=1000`)).body.entry?.length ?? 0;

describe('a transaction', () => {
  it('stores all with the references between its entries resolved, whatever their order', async () => {
    const [one, other] = [urn(), urn()];
    const answer = await send('transaction', [
      {
        ...{ method: 'POST', url: 'Observation', fullUrl: other },
        resource: observation(one, {
          text: {
            status: 'generated',
            div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${one}">her</a> ${one}</div>`,
          },
          extension: [
            { url: 'urn:x', valueUri: one },
            { url: 'urn:y', valueString: one },
          ],
        }),
      },
      { method: 'POST', url: 'Patient', fullUrl: one, resource: patient('Ketut', { id: 'ignored' }) },
      {
        method: 'PUT',
        url: 'Basic/t1',
        resource: { resourceType: 'Basic', id: 't1', code: { text: 'b' }, subject: { reference: other } },
      },
    ]);
    expect([answer.status, answer.body.type, statusesIn(answer)]).toEqual([
      200,
      'transaction-response',
      [201, 201, 201],
    ]);
    const [observed, person] = placesIn(answer);
    const read = (await fhir('GET', `/${observed}`)).body;
    expect(read.subject.reference).toBe(person);
    expect(read.extension).toEqual([
      { url: 'urn:x', valueUri: person },
      { url: 'urn:y', valueString: one },
    ]);
    expect(read.text.div).toContain(`<a href="${person}">her</a> ${one}</div>`);
    expect((await fhir('GET', '/Basic/t1')).body.subject.reference).toBe(observed);
    expect(answer.body.entry[0].response).toMatchObject({ status: '201 Created', etag: 'W/"1"' });
  });

  it('keeps the digits of what it stores', async () => {
    const entry = `{"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.10}},"request":{"method":"POST","url":"Observation"}}`;
    const answer = await fhir(
      'POST',
      '/',
      `{"resourceType":"Bundle","type":"transaction","entry":[${entry}]}`,
      {
        prefer: 'return=representation',
      },
    );
    expect(answer.text).toContain('"valueQuantity":{"value":1.10}');
  });

  it('does nothing when one entry is refused, and names its place', async () => {
    const before = await countOf('Patient');
    const wrong = await send('transaction', [
      { method: 'POST', url: 'Patient', resource: patient('Never') },
      { method: 'POST', url: 'Patient', resource: patient('Never', { birthDate: '2026-02-30' }) },
    ]);
    expect(wrong.status).toBe(422);
    expect(wrong.body.issue[0].expression).toEqual(['Bundle.entry[1].resource.birthDate']);
    expect(wrong.body.issue[0].details.text).toContain('Bundle.entry[1].resource.birthDate');
    const stale = await send('transaction', [
      { method: 'POST', url: 'Patient', resource: patient('Never') },
      { method: 'DELETE', url: 'Patient/nobodys', ifMatch: 'W/"3"' },
    ]);
    expect([stale.status, stale.body.issue[0].expression]).toEqual([412, ['Bundle.entry[1]']]);
    expect(await countOf('Patient')).toBe(before);
  });

  it('deletes, creates, updates, patches and reads in this order', async () => {
    await fhir('PUT', '/Basic/old', { resourceType: 'Basic', id: 'old', code: { text: 'old' } });
    await fhir('PUT', '/Basic/kept', { resourceType: 'Basic', id: 'kept', code: { text: 'kept' } });
    const data = Buffer.from('[{"op":"replace","path":"/code/text","value":"patched"}]').toString('base64');
    const answer = await send('transaction', [
      { method: 'GET', url: 'Basic/kept' },
      { method: 'GET', url: 'Basic/fresh' },
      {
        method: 'PATCH',
        url: 'Basic/kept',
        resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data },
      },
      {
        method: 'PUT',
        url: 'Basic/fresh',
        resource: { resourceType: 'Basic', id: 'fresh', code: { text: 'fresh' } },
      },
      { method: 'DELETE', url: 'Basic/old' },
    ]);
    expect(statusesIn(answer)).toEqual([200, 200, 200, 201, 204]);
    expect(answer.body.entry[0].resource.code.text).toBe('patched');
    expect(answer.body.entry[1].resource.code.text).toBe('fresh');
    expect((await fhir('GET', '/Basic/old')).status).toBe(410);
  });

  it('finds what a conditional reference and a conditional create ask for, in the record or in itself', async () => {
    const identifier = (value: string) => ({ identifier: [{ system: 'urn:npi', value }] });
    const doctor = (value: string) => ({ resourceType: 'Practitioner', ...identifier(value) });
    const made = await fhir('POST', '/Practitioner', doctor('1'));
    const entries = (value: string): Sent[] => [
      {
        ...{ method: 'POST', url: 'Observation' },
        resource: observation('Patient/x', {
          performer: [{ reference: `Practitioner?identifier=urn:npi|${value}` }],
        }),
      },
      {
        method: 'POST',
        url: 'Practitioner',
        ifNoneExist: `identifier=urn:npi|${value}`,
        resource: doctor(value),
      },
      {
        method: 'POST',
        url: 'Practitioner',
        ifNoneExist: `identifier=urn%3Anpi%7C${value}`,
        resource: doctor(value),
      },
    ];
    const found = await send('transaction', entries('1'));
    expect(statusesIn(found)).toEqual([201, 200, 200]);
    const performer = async (answer: FhirAnswer) =>
      (await fhir('GET', `/${placesIn(answer)[0]}`)).body.performer[0].reference;
    expect(await performer(found)).toBe(`Practitioner/${made.body.id}`);
    const brought = await send('transaction', entries('2'));
    expect(statusesIn(brought)).toEqual([201, 201, 200]);
    expect(await performer(brought)).toBe(placesIn(brought)[1]);
    const nobody = await send('transaction', entries('3').slice(0, 1));
    expect([nobody.status, nobody.body.issue[0].expression]).toEqual([412, ['Bundle.entry[0]']]);
  });

  it('refuses two entries for one resource, what is no entry, and what is done nowhere in a bundle', async () => {
    const put = {
      method: 'PUT',
      url: 'Basic/d',
      resource: { resourceType: 'Basic', id: 'd', code: { text: 'd' } },
    };
    expect((await send('transaction', [put, { method: 'DELETE', url: 'Basic/d' }])).status).toBe(422);
    const none = await fhir('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: put.resource }],
    });
    expect([none.status, none.body.issue[0].expression]).toEqual([422, ['Bundle.entry[0]']]);
    const odd = await send('transaction', [
      { method: 'POST', url: 'Patient/$match', resource: patient('x') },
    ]);
    expect([odd.status, odd.body.issue[0].details.text]).toEqual([422, expect.stringContaining('$match')]);
    expect((await fhir('POST', '', { resourceType: 'Bundle', type: 'collection' })).status).toBe(422);
    expect((await fhir('POST', '', patient('x'))).status).toBe(422);
    expect((await fhir('POST', '', { resourceType: 'Bundle', type: 'transaction' })).body).toEqual({
      resourceType: 'Bundle',
      type: 'transaction-response',
    });
  });

  it('needs the right to each entry, and leaves a row of each in the trail', async () => {
    const narrow = fhirOf(http.url, await http.client(['system/Observation.cruds', 'system/Patient.r']));
    const entries = (id: string) =>
      bundleOf('transaction', [
        { method: 'PUT', url: `Observation/${id}`, resource: observation('Patient/trail', { id }) },
        { method: 'PUT', url: 'Patient/trail', resource: patient('Trail', { id: 'trail' }) },
      ]);
    expect((await narrow('POST', '', entries('o1'))).status).toBe(403);
    expect((await fhir('GET', '/Observation/o1')).status).toBe(404);
    expect((await fhir('POST', '', entries('o2'))).status).toBe(200);
    const rows = await clinic.inside((ctx) =>
      ctx.db
        .selectFrom('audit_event')
        .select(['event', 'subject', 'patient_id'])
        .where('patient_id', '=', 'trail')
        .orderBy('subject')
        .execute(),
    );
    expect(rows.map(({ subject }) => subject)).toContain('Observation/o2');
    expect(rows.map(({ subject }) => subject)).toContain('Patient/trail');
  });

  it('of many at once over the same resources ends without a deadlock', async () => {
    const put = (id: string, n: number) => ({
      ...{
        method: 'PUT',
        url: `Basic/${id}`,
        resource: { resourceType: 'Basic', id, code: { text: `${n}` } },
      },
    });
    await send('transaction', [put('x1', 0), put('x2', 0)]);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        send('transaction', n % 2 ? [put('x1', n), put('x2', n)] : [put('x2', n), put('x1', n)]),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
    const texts = await Promise.all(['x1', 'x2'].map((id) => fhir('GET', `/Basic/${id}`)));
    expect(texts[0]?.body.code).toEqual(texts[1]?.body.code);
    expect(texts[0]?.body.meta.versionId).toBe('25');
  });

  it('is done once under one key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const entries = [
      { method: 'POST', url: 'Basic', resource: { resourceType: 'Basic', code: { text: 'once' } } },
    ];
    const [first, second] = [
      await send('transaction', entries, key),
      await send('transaction', entries, key),
    ];
    expect(second.body).toEqual(first.body);
    expect(first.status).toBe(200);
  });
});

describe('a batch', () => {
  it('does each entry by itself: by its own right, with its own outcome', async () => {
    const narrow = fhirOf(http.url, await http.client(['system/Basic.cruds', 'system/Observation.rs']));
    await fhir('PUT', '/Basic/b1', { resourceType: 'Basic', id: 'b1', code: { text: 'b' } });
    const answer = await narrow(
      'POST',
      '',
      bundleOf('batch', [
        { method: 'GET', url: 'Basic/b1' },
        { method: 'POST', url: 'Basic', resource: { resourceType: 'Basic', code: { text: 'ok' } } },
        { method: 'POST', url: 'Patient', resource: patient('Not hers') },
        { method: 'POST', url: 'Basic', resource: { resourceType: 'Basic', code: { text: '' } } },
        { method: 'GET', url: 'Basic/absent' },
        { method: 'GET', url: 'Basic?_id=b1' },
        { method: 'GET', url: 'Observation/_history?_count=1' },
        { method: 'HEAD', url: 'Basic/b1' },
        { method: 'GET', url: 'Unicorn/1' },
      ]),
    );
    expect([answer.status, answer.body.type]).toEqual([200, 'batch-response']);
    expect(statusesIn(answer)).toEqual([200, 201, 403, 422, 404, 200, 200, 422, 404]);
    expect(answer.body.entry[0].resource.id).toBe('b1');
    expect(answer.body.entry[1].resource).toBeUndefined();
    expect(answer.body.entry[3].response.outcome.issue[0].expression).toEqual([
      'Bundle.entry[3].resource.code.text',
    ]);
    expect(answer.body.entry[5].resource.total).toBe(1);
  });

  it('that is sent again under its key does what is left of it', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const entries = [
      { method: 'POST', url: 'Basic', resource: { resourceType: 'Basic', code: { text: 'again' } } },
    ];
    const [first, second] = [await send('batch', entries, key), await send('batch', entries, key)];
    expect(placesIn(second)).toEqual(placesIn(first));
  });
});
