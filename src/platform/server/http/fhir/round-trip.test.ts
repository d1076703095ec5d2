import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { generateResource } from '#testing/generate-resource.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { resourceTypes } from '#platform/server/fhir/definitions.ts';
import { type JsonObject, parseLossless, stringifyLossless } from '#platform/server/fhir/json-text.ts';

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

/** Small, and the same for every seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The text of a resource but for what the store writes itself. */
function own(text: string): string {
  const { id: _, meta: __, ...rest } = parseLossless(text) as JsonObject;
  return stringifyLossless(rest);
}

describe('a generated resource', () => {
  // what stands in the trail was not sent by anybody
  const types = resourceTypes().filter((type) => type !== 'AuditEvent');

  it('of every type comes back letter by letter, created, updated and in its history', async () => {
    expect(types).toHaveLength(145);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
        const random = dice(seed);
        for (const type of types) {
          const [first, second] = [generateResource(type, random), generateResource(type, random)];
          if (!first || !second) throw new Error(`no ${type} was found with ${seed}`);
          const text = stringifyLossless(first);
          const made = await fhir('POST', `/${type}`, text);
          expect([type, made.status, made.status === 201 ? '' : made.text]).toEqual([type, 201, '']);
          const place = `/${type}/${made.body.id}`;
          const read = await fhir('GET', place);
          expect(own(read.text)).toBe(text);
          const update = stringifyLossless({ resourceType: type, id: made.body.id, ...second });
          const changed = await fhir('PUT', place, update);
          expect([type, changed.status]).toEqual([type, 200]);
          expect(own(changed.text)).toBe(stringifyLossless(second));
          const history = await fhir('GET', `${place}/_history`);
          expect(history.text).toContain(changed.text);
          expect(history.text).toContain(read.text);
          // a slice may refuse to let go of what it builds on
          expect([204, 409]).toContain((await fhir('DELETE', place)).status);
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  }, 300_000);
});
