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

const put = (type: string, id: string, more: object) =>
  fhir('PUT', `/${type}/${id}`, { resourceType: type, id, ...more });
const client = async (...scopes: string[]) => fhirOf(http.url, await http.client(scopes));
const idsIn = (body: { entry?: { resource: { resourceType: string; id: string } }[] }) =>
  (body.entry ?? []).map(({ resource }) => `${resource.resourceType}/${resource.id}`);

describe('$validate', () => {
  const wrong = { resourceType: 'Patient', birthDate: '2026-02-30' };

  it('says what a write would say, and writes nothing', async () => {
    const bare = await fhir('POST', '/Patient/$validate', wrong);
    expect([bare.status, bare.body.resourceType]).toEqual([200, 'OperationOutcome']);
    expect(bare.body.issue).toMatchObject([{ severity: 'error', expression: ['Patient.birthDate'] }]);
    const parameter = [
      { name: 'resource', resource: wrong },
      { name: 'mode', valueCode: 'create' },
    ];
    const wrapped = await fhir('POST', '/Patient/$validate', { resourceType: 'Parameters', parameter });
    expect(wrapped.body).toEqual(bare.body);
    const good = await fhir('POST', '/Basic/$validate', { resourceType: 'Basic', code: { text: 'x' } });
    expect(good.body.issue).toMatchObject([{ severity: 'information' }]);
    expect((await fhir('GET', '/Basic/_history')).body.entry).toBeUndefined();
  });

  it('judges what is stored when it is sent nothing else, and speaks the caller’s language', async () => {
    await put('Basic', 'stored', { code: { text: 'x' } });
    const none = { resourceType: 'Parameters' };
    const own = await fhir('POST', '/Basic/stored/$validate', none);
    expect(own.body.issue[0].severity).toBe('information');
    expect((await fhir('POST', '/Basic/absent/$validate', none)).status).toBe(404);
    const words = async (language: string) =>
      (await fhir('POST', '/Patient/$validate', wrong, { 'x-serambi-language': language })).body.issue[0]
        .details.text;
    expect(await words('en')).toContain('calendar');
    expect(await words('id')).toContain('kalender');
  });

  it('refuses what it does not do, by name', async () => {
    const profile = [
      { name: 'resource', resource: wrong },
      { name: 'profile', valueUri: 'urn:x' },
    ];
    const named = await fhir('POST', '/Patient/$validate', {
      resourceType: 'Parameters',
      parameter: profile,
    });
    expect([named.status, named.body.issue[0].details.text]).toEqual([
      422,
      expect.stringContaining('profile'),
    ]);
    expect((await fhir('POST', '/Basic/$validate', wrong)).status).toBe(422);
    expect((await (await client('system/Basic.r'))('POST', '/Patient/$validate', wrong)).status).toBe(403);
  });
});

describe('Patient/$everything', () => {
  beforeAll(async () => {
    await put('Patient', 'all', {
      name: [{ text: 'Wayan' }],
      managingOrganization: { reference: 'Organization/o' },
    });
    await put('Organization', 'o', { name: 'Klinik' });
    await put('Patient', 'someone', { name: [{ text: 'Made' }] });
    const subject = { reference: 'Patient/all' };
    for (const n of [1, 2, 3])
      await put('Observation', `e${n}`, { ...{ status: 'final', code: { text: 'x' } }, subject });
    await put('Observation', 'other', {
      ...{ status: 'final', code: { text: 'x' } },
      subject: { reference: 'Patient/someone' },
    });
    await put('Flag', 'gone', { ...{ status: 'active', code: { text: 'x' } }, subject });
    await fhir('DELETE', '/Flag/gone');
  });

  it('gives the whole record of one patient in pages, with what it refers to', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/Patient/all/$everything?_count=2';
    for (let pages = 0; next && pages < 5; pages += 1) {
      const { body }: { body: Parameters<typeof idsIn>[0] & { link: { relation: string; url: string }[] } } =
        await fhir('GET', next);
      seen.push(...idsIn(body));
      next = body.link.find(({ relation }) => relation === 'next')?.url.slice(`${http.url}/fhir/R4`.length);
    }
    expect(seen.sort()).toEqual([
      'Observation/e1',
      'Observation/e2',
      'Observation/e3',
      'Organization/o',
      'Patient/all',
    ]);
    const flags = await fhir('GET', '/Patient/all/$everything?_type=Flag,Organization');
    expect(idsIn(flags.body)).toEqual([]);
    expect((await fhir('GET', '/Patient/absent/$everything')).status).toBe(404);
    expect((await fhir('GET', '/Patient/all/$everything?start=2026-01-01')).status).toBe(422);
  });

  it('gives each caller the types that she may read', async () => {
    const narrow = await client('system/Patient.r', 'system/Flag.r');
    expect(idsIn((await narrow('GET', '/Patient/all/$everything')).body)).toEqual(['Patient/all']);
    expect((await (await client('system/Observation.r'))('GET', '/Patient/all/$everything')).status).toBe(
      403,
    );
  });
});

describe('Patient/$match', () => {
  const siti = {
    ...{
      resourceType: 'Patient',
      name: [{ text: 'Siti Rahmawati' }],
      gender: 'female',
      birthDate: '1988-05-05',
    },
    telecom: [{ system: 'phone', value: '081234567890' }],
  };
  const nik = { system: 'https://fhir.kemkes.go.id/id/nik', value: '3175094505880004' };

  it('finds whom a description fits, with score and grade', async () => {
    const known = await fhir('POST', '/Patient', { ...siti, identifier: [nik] });
    await fhir('POST', '/Patient', {
      ...siti,
      name: [{ text: 'Bambang Sutrisno' }],
      birthDate: '1950-01-01',
      telecom: [],
    });
    const matched = async (resource: object, ...more: object[]) =>
      (
        await fhir('POST', '/Patient/$match', {
          resourceType: 'Parameters',
          parameter: [{ name: 'resource', resource }, ...more],
        })
      ).body;
    const spelled = await matched({ ...siti, name: [{ text: 'Sitti Rachmawati' }] });
    expect(spelled.entry).toHaveLength(1);
    expect(spelled.entry[0]).toMatchObject({ resource: { id: known.body.id }, search: { mode: 'match' } });
    expect(spelled.entry[0].search.score).toBeGreaterThan(0.7);
    expect(spelled.entry[0].search.extension[0].valueCode).not.toBe('certain');
    const same = await matched(
      { ...siti, identifier: [nik] },
      { name: 'onlyCertainMatches', valueBoolean: true },
    );
    expect(same.entry[0].search.extension).toEqual([
      { url: 'http://hl7.org/fhir/StructureDefinition/match-grade', valueCode: 'certain' },
    ]);
    expect(await matched({ resourceType: 'Patient', name: [{ text: 'Zz' }] })).toMatchObject({ total: 0 });
  });

  it('is a search: who may not search for patients may not match them', async () => {
    const reader = await client('system/Patient.r');
    expect((await reader('POST', '/Patient/$match', siti)).status).toBe(403);
  });
});

describe('a Binary', () => {
  const binary = (context?: string) => ({
    ...{ contentType: 'text/plain', data: Buffer.from('hasil').toString('base64') },
    ...(context && { securityContext: { reference: context } }),
  });

  it('is for those who may have the resource that it belongs to, and for nobody else', async () => {
    await put('Binary', 'owned', binary('DocumentReference/d'));
    await put('Binary', 'free', binary());
    const documents = await client('system/DocumentReference.cruds');
    const binaries = await client('system/Binary.cruds');
    const status = async (ask: AskFhir, ...given: Parameters<AskFhir>) => (await ask(...given)).status;
    for (const path of ['/Binary/owned', '/Binary/owned/_history', '/Binary/owned/_history/1']) {
      expect([path, await status(documents, 'GET', path)]).toEqual([path, 200]);
      expect([path, await status(binaries, 'GET', path)]).toEqual([path, 403]);
    }
    expect(await status(binaries, 'GET', '/Binary/free')).toBe(200);
    expect(await status(documents, 'GET', '/Binary/free')).toBe(403);
    const own = { resourceType: 'Binary', ...binary('DocumentReference/e') };
    expect(await status(documents, 'POST', '/Binary', own)).toBe(201);
    expect(await status(binaries, 'POST', '/Binary', own)).toBe(403);
    // nobody takes a Binary over by saying that it belongs elsewhere
    const taken = { resourceType: 'Binary', id: 'owned', ...binary() };
    expect(await status(binaries, 'PUT', '/Binary/owned', taken)).toBe(403);
    const point = [{ op: 'add', path: '/securityContext', value: { reference: 'Patient/x' } }];
    expect(await status(binaries, 'PATCH', '/Binary/free', point)).toBe(403);
    expect(await status(binaries, 'DELETE', '/Binary/owned')).toBe(403);
    const found = { 'if-none-exist': '_id=owned' };
    expect(await status(binaries, 'POST', '/Binary', { resourceType: 'Binary', ...binary() }, found)).toBe(
      403,
    );
    const request = { method: 'GET', url: 'Binary?_id=owned,free' };
    const searched = await binaries('POST', '', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request }],
    });
    expect(idsIn(searched.body.entry[0].resource)).toEqual(['Binary/free']);
    const listed = (await binaries('GET', '/Binary/_history')).body;
    expect(idsIn(listed)).toEqual(['Binary/free']);
    expect(await status(documents, 'DELETE', '/Binary/owned')).toBe(204);
  });
});

describe('the CapabilityStatement', () => {
  it('is itself valid and tells what runs, type by type', async () => {
    const { body, text } = await fhir('GET', '/metadata');
    const judged = await fhir('POST', '/CapabilityStatement/$validate', text);
    expect(judged.body.issue.filter((one: { severity: string }) => one.severity === 'error')).toEqual([]);
    const [rest] = body.rest;
    expect(rest.interaction.map(({ code }: { code: string }) => code)).toEqual([
      'transaction',
      'batch',
      'history-system',
    ]);
    const of = (type: string) => rest.resource.find((one: { type: string }) => one.type === type);
    expect(of('Patient')).toMatchObject({
      conditionalCreate: true,
      conditionalDelete: 'single',
      versioning: 'versioned-update',
    });
    expect(of('Patient').operation.map(({ name }: { name: string }) => name)).toEqual([
      'validate',
      'everything',
      'match',
    ]);
    expect(
      of('Basic')
        .interaction.map(({ code }: { code: string }) => code)
        .sort(),
    ).toEqual([
      ...[
        'create',
        'delete',
        'history-instance',
        'history-type',
        'patch',
        'read',
        'search-type',
        'update',
        'vread',
      ],
    ]);
    expect(of('AuditEvent').interaction.map(({ code }: { code: string }) => code)).not.toContain('create');
  });
});
