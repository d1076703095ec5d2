import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { parseLossless, stringifyLossless } from '#platform/server/fhir/json-text.ts';
import { JsonTextError } from '#platform/server/fhir/json-text-error.ts';

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

const good =
  '{"resourceType":"Observation","status":"final","code":{"text":"x","coding":[{"code":"a"}]},"valueQuantity":{"value":1.10},"note":[{"text":"\\u00e9"}]}';

/** A good text with a piece cut out, doubled or replaced by something odd. */
const mutated = fc
  .tuple(
    fc.nat(good.length),
    fc.nat(40),
    fc.oneof(
      fc.constantFrom(
        '',
        '{',
        '}',
        '[',
        ']',
        '"',
        ',',
        ':',
        '\\',
        '\\ud800',
        '\u0000',
        '1e999',
        '-',
        '.1',
        'null',
      ),
      fc.constantFrom(
        '"__proto__":{"a":1},',
        '"constructor":{},',
        '"id":"x","id":"y",',
        '9'.repeat(400),
        '[[[[[[[[',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
  )
  .map(([at, length, put]) => good.slice(0, at) + put + good.slice(at + length));

/** Every answer comes soon, is no fault of ours, and a refusal is an OperationOutcome. */
function judge({ status, body }: Awaited<ReturnType<AskFhir>>): void {
  expect(status).toBeLessThan(500);
  if (status >= 400) expect(body.resourceType).toBe('OperationOutcome');
}

describe('whatever is sent', () => {
  it('is read as JSON reads it, or refused at its place', () => {
    const anything = fc.oneof(mutated, fc.json(), fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(anything, (text) => {
        try {
          const value = parseLossless(text);
          expect(JSON.parse(stringifyLossless(value))).toEqual(JSON.parse(text.replace(/^\ufeff/, '')));
        } catch (error) {
          expect(error).toBeInstanceOf(JsonTextError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('as a resource is stored or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        judge(await fhir('POST', '/Observation', text));
        judge(await fhir('PUT', '/Observation/fuzzed', text));
        judge(await fhir('POST', '/Observation/$validate', text));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('as a patch is done or refused', async () => {
    const { body } = await fhir('POST', '/Observation', good);
    const pointer = fc.oneof(
      fc.constantFrom(
        '',
        '/',
        '/code',
        '/code/coding/0',
        '/code/coding/-',
        '/note/0/text',
        '/status',
        '/id',
        '/meta',
      ),
      fc.constantFrom(
        '/__proto__',
        '/constructor/prototype',
        '/valueQuantity/value',
        '/note/99999999999',
        '/~1',
        '/~',
      ),
      fc.string({ maxLength: 6 }),
    );
    const operation = fc.record(
      {
        op: fc.oneof(fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'), fc.string()),
        ...{ path: fc.oneof(pointer, fc.jsonValue()), from: pointer, value: fc.jsonValue({ maxDepth: 3 }) },
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(operation, { maxLength: 5 }), fc.jsonValue()), async (patch) => {
        judge(await fhir('PATCH', `/Observation/${body.id}`, JSON.stringify(patch)));
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('as a bundle is done or refused', async () => {
    const word = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'x', '');
    const url = fc.oneof(
      fc.constantFrom(
        'Basic',
        'Basic/a',
        'Basic?_id=a',
        'Basic?x',
        'Basic/a/_history',
        '_history',
        '$x',
        '',
        '/',
        '%',
      ),
      fc.constantFrom(
        'Patient/$everything',
        'Basic/%00',
        'http://elsewhere.example/Basic/a',
        '../..',
        '__proto__/a',
      ),
      fc.string({ maxLength: 12 }),
    );
    const reference = fc.constantFrom(
      'urn:uuid:a',
      'Basic/a',
      'Patient?identifier=%',
      'Patient?',
      'Patient?name=zz',
      '?',
    );
    const resource = reference.map((to) => ({
      ...{ resourceType: 'Basic', id: 'a', code: { text: 'x' }, subject: { reference: to } },
    }));
    const entry = fc.record(
      {
        fullUrl: fc.constantFrom('urn:uuid:a', 'http://x/Basic/a', 'x'),
        request: fc.record(
          {
            method: word,
            url,
            ifMatch: fc.constantFrom('W/"1"', 'x'),
            ifNoneExist: fc.constantFrom('_id=a', '%', ''),
          },
          { requiredKeys: ['method', 'url'] },
        ),
        resource,
      },
      { requiredKeys: ['request'] },
    );
    const bundle = fc.record({
      ...{ resourceType: fc.constant('Bundle'), type: fc.constantFrom('batch', 'transaction') },
      entry: fc.array(entry, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(bundle, async (sent) => {
        const answer = await fhir('POST', '', sent);
        judge(answer);
        for (const { response } of answer.body.entry ?? [])
          expect(Number(response.status.slice(0, 3))).toBeLessThan(500);
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});

describe('the limits of what is taken', () => {
  it('are told: the size of a body, how deep it is nested, how many entries', async () => {
    const large = await fhir('POST', '/Basic', `{"a":"${'x'.repeat(9 * 1024 * 1024)}"}`);
    expect([large.status, large.body.issue[0].code]).toEqual([413, 'too-long']);
    const deep = await fhir('POST', '/Basic', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`);
    expect([deep.status, deep.body.issue[0].code]).toEqual([400, 'too-costly']);
    const entry = Array.from({ length: 5001 }, () => ({ request: { method: 'GET', url: 'Basic/a' } }));
    const many = await fhir('POST', '', { resourceType: 'Bundle', type: 'batch', entry });
    expect([many.status, many.body.issue[0].expression]).toEqual([413, ['Bundle.entry']]);
    expect((await fhir('GET', '/Basic/_history?_count=5000000')).status).toBe(200);
  });
});
