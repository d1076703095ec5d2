import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { type JsonObject, parseLossless, stringifyLossless } from '#platform/server/fhir/json-text.ts';
import { words } from '#platform/server/words.ts';

/** Resources of third parties, which lie beside the project and not in it. */
const folder = join(process.env.SERAMBI_TEST_DATA ?? '../shared/data', 'fhir');
const isThere = existsSync(folder);
const jsonFiles = (path: string) =>
  isThere ? readdirSync(path).filter((name) => name.endsWith('.json')) : [];
const typeOf = (name: string) =>
  (JSON.parse(textOf('r4-examples', name)) as { resourceType: string }).resourceType;
const textOf = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

let clinic: TestClinic;
let http: TestHttp;
let fhir: AskFhir;
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  http = await openTestHttp(clinic);
  fhir = fhirOf(http.url, await http.client(['system/*.cruds']));
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

/** A resource as text but for what the store writes: its id, and version and time in `meta`. */
function own(resource: JsonObject): string {
  const { id: _, meta, ...rest } = resource;
  const { versionId: __, lastUpdated: ___, ...kept } = (meta ?? {}) as JsonObject;
  return stringifyLossless({ ...rest, ...(Object.keys(kept).length > 0 && { meta: kept }) });
}

describe('the official R4 examples over HTTP', () => {
  it.runIf(isThere)(
    'go in and come back equal, 78 of the 79: all but the AuditEvent',
    async () => {
      const names = jsonFiles(join(folder, 'r4-examples')).filter((name) => typeOf(name) !== 'AuditEvent');
      expect(names).toHaveLength(78);
      for (const name of names) {
        const sent = parseLossless(textOf('r4-examples', name)) as JsonObject & {
          id: string;
          resourceType: string;
        };
        const place = `/${sent.resourceType}/${sent.id}`;
        const put = await fhir('PUT', place, textOf('r4-examples', name));
        expect([name, put.status, put.status === 201 ? '' : put.text]).toEqual([name, 201, '']);
        expect(own(parseLossless((await fhir('GET', place)).text) as JsonObject), name).toBe(own(sent));
      }
    },
    120_000,
  );

  // an event that somebody else wrote would stand among those that are sealed as what happened here
  it.runIf(isThere)(
    'are refused where they are an AuditEvent: the trail is read as FHIR and written by what happens alone',
    async () => {
      const names = jsonFiles(join(folder, 'r4-examples')).filter((name) => typeOf(name) === 'AuditEvent');
      expect(names).toHaveLength(1);
      for (const name of names) {
        const text = textOf('r4-examples', name);
        const { id } = JSON.parse(text) as { id: string };
        const put = await fhir('PUT', `/AuditEvent/${id}`, text);
        expect([put.status, put.body.issue]).toEqual([
          403,
          [{ severity: 'error', code: 'forbidden', details: { text: words('en', 'audit_refused_write') } }],
        ]);
        expect((await fhir('GET', `/AuditEvent/${id}`)).status).toBe(404);
        // it is well-formed: nothing but where it would go is refused
        const judged = await fhir('POST', '/AuditEvent/$validate', text);
        expect([judged.status, judged.body.issue[0].severity]).toEqual([200, 'information']);
      }
    },
  );
});

describe('the records of three synthetic patients', () => {
  it.runIf(isThere)(
    'go in as transactions, and come back equal but for the references that were resolved',
    async () => {
      const names = jsonFiles(folder);
      expect(names).toHaveLength(3);
      for (const name of names) {
        const bundle = parseLossless(textOf(name)) as unknown as {
          entry: { fullUrl: string; resource: JsonObject }[];
        };
        const answer = await fhir('POST', '', textOf(name));
        expect([name, answer.status, answer.status === 200 ? '' : answer.text.slice(0, 500)]).toEqual([
          name,
          200,
          '',
        ]);
        const places = answer.body.entry.map(({ response }: { response: { location: string } }) =>
          response.location.split('/').slice(-4, -2).join('/'),
        );
        const byUrl = new Map(bundle.entry.map(({ fullUrl }, n) => [fullUrl, places[n]]));
        for (const [n, { resource }] of bundle.entry.entries()) {
          const stored = own(parseLossless((await fhir('GET', `/${places[n]}`)).text) as JsonObject);
          const expected = own(resource).replace(
            /"reference":"(urn:uuid:[^"]+)"/g,
            (_, url: string) => `"reference":"${byUrl.get(url) ?? url}"`,
          );
          expect(stored, `${name} entry ${n}`).toBe(expected);
        }
        const [patient] = places.filter((place: string) => place.startsWith('Patient/'));
        const record = await fhir('GET', `/${patient}/$everything?_count=1000`);
        expect(record.body.entry.length).toBeGreaterThanOrEqual(bundle.entry.length);
      }
    },
    120_000,
  );
});

interface Case {
  file: string;
  resourceType: string;
}

describe('the test cases of the validator of HL7 over HTTP', () => {
  const cases = isThere
    ? (JSON.parse(textOf('invalid', 'cases.json')) as { must_reject: Case[]; should_accept: Case[] })
    : { must_reject: [], should_accept: [] };

  it.runIf(isThere)('are refused or taken as their list says', async () => {
    for (const { file, resourceType } of cases.must_reject) {
      const { status, body } = await fhir('POST', `/${resourceType}`, textOf('invalid', file));
      expect([file, status >= 400 && status < 500, body.resourceType]).toEqual([
        file,
        true,
        'OperationOutcome',
      ]);
    }
    for (const { file, resourceType } of cases.should_accept) {
      const { status, text } = await fhir('POST', `/${resourceType}`, textOf('invalid', file));
      expect([file, status, status === 201 ? '' : text.slice(0, 500)]).toEqual([file, 201, '']);
    }
  });
});
