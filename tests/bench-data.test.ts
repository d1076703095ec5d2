import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import type { Figure } from '../bench/support/figures.ts';
import { growthOf } from '../bench/support/growth.ts';
import { patientBundle } from '../bench/support/patient-bundle.ts';

/** Resources of third parties, which lie beside the project and not in it. */
const folder = join(process.env.SERAMBI_TEST_DATA ?? '../shared/data', 'fhir');
const isThere = existsSync(folder);

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

describe("one patient's record, as the bench sends it", () => {
  it('goes in as one transaction of 500 with its references resolved, and once more for another patient', async () => {
    for (const seed of [1, 2]) {
      const bundle = patientBundle(seed);
      expect(bundle.entry).toHaveLength(500);
      expect(new Set(bundle.entry.map(({ fullUrl }) => fullUrl)).size).toBe(500);
      const answer = await fhir('POST', '', bundle);
      expect([answer.status, answer.status === 200 ? '' : answer.text.slice(0, 500)]).toEqual([200, '']);
      const statuses = answer.body.entry.map((one: { response: { status: string } }) => one.response.status);
      expect(new Set(statuses)).toEqual(new Set(['201 Created']));
      const place = (at: number) =>
        String(answer.body.entry[at].response.location).split('/').slice(-4, -2).join('/');
      const record = await fhir('GET', `/${place(0)}/$everything?_count=1000`);
      // all but the organisation and the practitioner, which are nobody's
      expect(record.body.entry.length).toBeGreaterThanOrEqual(498);
      expect(record.text).not.toContain('urn:uuid:');
    }
  }, 60_000);

  it.runIf(isThere)('is of types that the public ones are made of', () => {
    const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.json'));
    const { entry } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ReturnType<
      typeof patientBundle
    >;
    const typesOf = (entries: typeof entry) => [
      ...new Set(entries.map(({ resource }) => resource.resourceType)),
    ];
    expect(typesOf(entry)).toEqual(expect.arrayContaining(typesOf(patientBundle(1).entry)));
    expect(entry.every(({ fullUrl }) => fullUrl.startsWith('urn:uuid:'))).toBe(true);
  });
});

describe('what a large record costs for a small one', () => {
  const figure = (name: string, size: string, value: number, unit: string): Figure => ({
    ...{ name, size, value, unit, runs: 1 },
  });

  it('is told of what was measured with both, as times that it costs more', () => {
    const figures = [
      figure('read', '10000 resources, 16 at once', 1000, 'a second'),
      figure('read', '10000 resources, 16 at once', 20, 'ms p95'),
      figure('read', '1000000 resources, 16 at once', 800, 'a second'),
      figure('record', '10000 resources, 1 at once', 1, 's'),
      figure('record', '1000000 resources, 1 at once', 1.5, 's'),
      figure('small alone', '10000 resources, 1 at once', 1, 's'),
    ];
    const grown = growthOf(figures, [10_000, 1_000_000]);
    expect(grown.map(({ name, value }) => [name, value])).toEqual([
      ['read: what it costs more', 1.25],
      ['record: what it costs more', 1.5],
    ]);
    expect(growthOf(figures, [10_000])).toEqual([]);
  });
});
