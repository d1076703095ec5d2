import type { Bundle, Patient } from '@medplum/fhirtypes';
import { Client } from 'fhir-kit-client';
import FHIR from 'fhirclient';
import type FhirClientClass from 'fhirclient/lib/FhirClient.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { bearer, openTestHttp, type TestHttp } from '#testing/http.ts';

let clinic: TestClinic;
let http: TestHttp;
let token: string;
beforeAll(async () => {
  clinic = await openTestClinic();
  http = await openTestHttp(clinic);
  token = await http.client(['system/*.cruds']);
});
afterAll(async () => {
  await http.close();
  await clinic.close();
});

// its types do not name all that its door gives
const { FhirClient } = FHIR as unknown as { FhirClient: typeof FhirClientClass.default };

const patient = {
  resourceType: 'Patient',
  name: [{ text: 'Nyoman Sari' }],
  birthDate: '1990-02-03',
} as const;

describe('fhir-kit-client', () => {
  it('does its whole round, unchanged', async () => {
    const client = new Client({ baseUrl: `${http.url}/fhir/R4`, bearerToken: token });
    expect(await client.capabilityStatement()).toMatchObject({ fhirVersion: '4.0.1' });
    const made = await client.create({ resourceType: 'Patient', body: patient });
    const { id = '' } = made as { id?: string };
    expect(await client.read({ resourceType: 'Patient', id })).toEqual(made);
    await client.update({ resourceType: 'Patient', id, body: { ...patient, id, gender: 'female' } });
    await client.patch({
      resourceType: 'Patient',
      id,
      jsonPatch: [{ op: 'add', path: '/active', value: true }],
    });
    expect(await client.vread({ resourceType: 'Patient', id, version: '3' })).toMatchObject({
      ...{ active: true, gender: 'female', meta: { versionId: '3' } },
    });
    expect(await client.history({ resourceType: 'Patient', id })).toMatchObject({ total: 3 });
    expect(await client.history({ resourceType: 'Patient' })).toMatchObject({ type: 'history' });
    expect(await client.history()).toMatchObject({ type: 'history' });
    const found = await client.search({ resourceType: 'Patient', searchParams: { birthdate: '1990-02-03' } });
    expect(found).toMatchObject({ total: 1 });
    const everything = await client.operation({
      name: 'everything',
      resourceType: 'Patient',
      id,
      method: 'GET',
    });
    expect(everything).toMatchObject({ entry: [{ resource: { id } }] });
    const batch = await client.batch({
      body: {
        resourceType: 'Bundle',
        type: 'batch',
        entry: [{ request: { method: 'GET', url: `Patient/${id}` } }],
      },
    });
    expect(batch).toMatchObject({ entry: [{ response: { status: '200 OK' } }] });
    const transaction = await client.transaction({
      body: {
        ...{ resourceType: 'Bundle', type: 'transaction' },
        entry: [{ resource: patient, request: { method: 'POST', url: 'Patient' } }],
      },
    });
    expect(transaction).toMatchObject({ entry: [{ response: { status: '201 Created' } }] });
    await client.delete({ resourceType: 'Patient', id });
    const gone = client.read({ resourceType: 'Patient', id });
    await expect(gone).rejects.toMatchObject({ response: { status: 410 } });
  });
});

describe('fhirclient', () => {
  it('does its whole round, unchanged', async () => {
    const client = new FhirClient(`${http.url}/fhir/R4`);
    const headers = bearer(token);
    expect(await client.getFhirVersion()).toBe('4.0.1');
    const made = await client.create<Patient & { id: string }>({ ...patient }, { headers });
    expect(made).toMatchObject(patient);
    await client.update({ ...patient, id: made.id, gender: 'male' }, { headers });
    const patched = await client.patch<Patient>(
      `Patient/${made.id}`,
      [{ op: 'replace', path: '/gender', value: 'female' }],
      { headers },
    );
    expect(patched).toMatchObject({ gender: 'female', meta: { versionId: '3' } });
    const found = await client.fhirRequest<Bundle>(`Patient?_id=${made.id}`, { headers });
    expect(found.entry?.[0]?.resource).toMatchObject({ id: made.id });
    const versions: (string | undefined)[] = [];
    for await (const page of client.pages(`Patient/${made.id}/_history?_count=1`, { headers }))
      versions.push(...((page as Bundle).entry ?? []).map(({ resource }) => resource?.meta?.versionId));
    expect(versions).toEqual(['3', '2', '1']);
    await client.delete(`Patient/${made.id}`, { headers });
    await expect(client.fhirRequest(`Patient/${made.id}`, { headers })).rejects.toThrow('410');
  });
});
