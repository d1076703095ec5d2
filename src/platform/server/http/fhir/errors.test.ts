import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { type AskFhir, fhirOf } from '#testing/fhir-http.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { platformErrors, refuse, type PlatformErrorCode } from '#platform/shared/errors.ts';
import { outcomeOf } from './errors.ts';

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

const patient = { resourceType: 'Patient', id: 'stale', name: [{ family: 'Wulandari' }] };
const inIndonesian = { 'x-serambi-language': 'id' };

describe('a refusal to a program', () => {
  it('says that nothing was changed, and then each place, in both languages', async () => {
    const ask = (headers: Record<string, string>) =>
      fhir('GET', '/Patient?shoe-size=42&birthdate=soon', undefined, headers);
    const [english, indonesian] = [await ask({}), await ask(inIndonesian)];
    const texts = ({ body }: { body: { issue: { details: { text: string } }[] } }) =>
      body.issue.map(({ details }) => details.text);
    expect(texts(english)[0]).toBe(
      'Nothing was changed: the request is not valid. The issues name the places.',
    );
    expect(texts(indonesian)[0]).toBe(
      'Tidak ada yang diubah: permintaan ini tidak sah. Tempatnya disebut pada tiap issue.',
    );
    expect(english.body.issue.map((one: { expression?: string[] }) => one.expression)).toEqual([
      undefined,
      ...english.body.issue.slice(1).map(() => [expect.any(String)]),
    ]);
    expect(english.body.issue.length).toBeGreaterThan(1);
  });

  it('tells a stale version what to do', async () => {
    expect((await fhir('PUT', '/Patient/stale', patient)).status).toBe(201);
    const stale = await fhir('PUT', '/Patient/stale', patient, { 'if-match': 'W/"7"' });
    expect([stale.status, stale.body.issue]).toEqual([
      412,
      [
        {
          severity: 'error',
          code: 'conflict',
          details: {
            text: 'Nothing was changed: another version of the resource stands. Read it, then send the request anew.',
          },
        },
      ],
    ]);
  });

  it('asks for an access token, and for no sign-in at a screen', async () => {
    const nobody = await fetch(`${http.url}/fhir/R4/Patient/stale`, { headers: inIndonesian });
    const { issue } = (await nobody.json()) as { issue: { details: { text: string } }[] };
    expect([nobody.status, issue[0]?.details.text]).toEqual([
      401,
      'Tidak ada yang diubah: permintaan ini tidak membawa token akses yang berlaku.',
    ]);
  });

  it.each(Object.keys(platformErrors))('speaks to no screen: %s', (code) => {
    for (const language of ['en', 'id'] as const) {
      const refusal = caught(() => refuse(code as PlatformErrorCode, { reason: 'reason' }));
      const { outcome } = outcomeOf(refusal, language, 'request');
      expect(outcome.issue).toHaveLength(1);
      expect(outcome.issue[0]?.details.text).not.toMatch(/you typed|[Ii]sian|PIN|sign in|masuk dahulu/i);
    }
  });
});

function caught(act: () => never): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
