import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/server/context.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { records } from '../contract.ts';
import { importFhir } from './import-fhir.ts';
import { recordNumberSystem } from './systems.ts';

const data = process.env.SERAMBI_TEST_DATA ?? path.resolve(import.meta.dirname, '../../../../../shared/data');
const samples = path.join(data, 'fhir');
const bundles = existsSync(samples) ? readdirSync(samples).filter((name) => name.endsWith('.json')) : [];

let clinic: TestClinic;
let folder: string;

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-import-'));
});

afterAll(async () => {
  await clinic.close();
  await rm(folder, { recursive: true });
});

const run = <T>(body: (ctx: Context) => Promise<T>) => clinic.inside(body);

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function bundle(...entry: { fullUrl?: string; resource: unknown }[]) {
  return { resourceType: 'Bundle', type: 'collection', entry };
}

type Stored = {
  resourceType: string;
  id: string;
  meta?: Record<string, unknown>;
  identifier?: { system?: string }[];
};

/** The stored resource without what the store and the clinic add to it. */
function asSent(text: string): unknown {
  const { meta, identifier, ...rest } = JSON.parse(text) as Stored;
  const { versionId, lastUpdated, ...kept } = meta ?? {};
  const others = identifier?.filter((one) => one.system !== recordNumberSystem(clinic.clinic));
  return {
    ...rest,
    ...(others && { identifier: others }),
    ...(Object.keys(kept).length > 0 && { meta: kept }),
  };
}

describe('importing records', () => {
  it.skipIf(bundles.length === 0)(
    `brings in every resource of the sample bundles, once, and loses nothing (needs ${samples})`,
    async () => {
      for (const name of bundles) {
        const file = path.join(samples, name);
        const { entry } = JSON.parse(await readFile(file, 'utf8')) as {
          entry: { fullUrl: string; resource: Stored }[];
        };
        const report = await importFhir(run, file);
        expect(report.problems).toEqual([]);
        const stored = Object.values(report.counts).reduce(
          (sum, one) => sum + (one.stored ?? 0) + (one.unchanged ?? 0),
          0,
        );
        expect(stored).toBe(entry.length);
        const places = new Map(
          entry.map((one) => [one.fullUrl, `${one.resource.resourceType}/${one.resource.id}`]),
        );
        await run(async (ctx) => {
          for (const { resource } of entry) {
            const found = await ctx.record.stored(resource.resourceType, resource.id);
            const expected = JSON.stringify(resource).replace(
              /"reference":"(urn:uuid:[^"]+)"/g,
              (whole, url) => (places.has(url) ? `"reference":"${places.get(url)}"` : whole),
            );
            expect(asSent(found?.text ?? '{}')).toEqual(JSON.parse(expected));
          }
        });
        const again = await importFhir(run, file);
        expect(Object.values(again.counts).every((one) => Object.keys(one).join() === 'unchanged')).toBe(
          true,
        );
      }
    },
    120_000,
  );

  it('gives imported patients a number of the clinic and finds them like everybody else', async () => {
    const file = await fileOf(
      'one.json',
      bundle({
        fullUrl: 'urn:uuid:0d6f2a3e-1111-4a1b-8c2d-000000000001',
        resource: {
          resourceType: 'Patient',
          name: [{ family: 'Okafor', given: ['Ada'] }],
          birthDate: '1991-02-03',
          gender: 'female',
        },
      }),
    );
    await importFhir(run, file);
    const found = await clinic
      .as('frontDesk')
      .call(records, 'findPatients', { text: 'ada okafor 02/03/1991' });
    expect(found.patients).toMatchObject([
      {
        id: '0d6f2a3e-1111-4a1b-8c2d-000000000001',
        masked: false,
        recordNumber: expect.stringMatching(/^\d{6}$/),
      },
    ]);
  });

  it('resolves references by address and by identifier, and keeps digits as they were sent', async () => {
    const file = await fileOf(
      'references.json',
      JSON.stringify(
        bundle(
          {
            fullUrl: 'urn:uuid:0d6f2a3e-2222-4a1b-8c2d-000000000001',
            resource: { resourceType: 'Patient', name: [{ text: 'Reference Person' }] },
          },
          {
            resource: {
              resourceType: 'Practitioner',
              id: 'dr-npi',
              identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
            },
          },
          {
            resource: {
              resourceType: 'Observation',
              id: 'potassium',
              status: 'final',
              code: { text: 'Potassium' },
              subject: { reference: 'urn:uuid:0d6f2a3e-2222-4a1b-8c2d-000000000001' },
              performer: [
                { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893' },
                { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1999999992' },
              ],
              valueQuantity: { value: 4.125, unit: 'mmol/L' },
            },
          },
        ),
      ).replace('4.125', '4.10'),
    );
    expect((await importFhir(run, file)).problems).toEqual([]);
    const stored = await run(
      async (ctx) => (await ctx.record.stored('Observation', 'potassium'))?.text ?? '',
    );
    expect(stored).toContain('"value":4.10');
    expect(JSON.parse(stored)).toMatchObject({
      subject: { reference: 'Patient/0d6f2a3e-2222-4a1b-8c2d-000000000001' },
      performer: [
        { reference: 'Practitioner/dr-npi' },
        {
          type: 'Practitioner',
          identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1999999992' },
        },
      ],
    });
  });

  it('names what cannot be stored with its place and stores the rest', async () => {
    const file = await fileOf(
      'mixed.ndjson',
      [
        JSON.stringify({ resourceType: 'Patient', id: 'line-one', name: [{ text: 'Line One' }] }),
        '{"resourceType":"Patient","id":"broken"',
        JSON.stringify({
          resourceType: 'Patient',
          id: 'no-such-day',
          name: [{ text: 'X Y' }],
          birthDate: '1990-02-30',
        }),
        JSON.stringify({ resourceType: 'Patient', id: 'line-four', name: [{ text: 'Line Four' }] }),
      ].join('\n'),
    );
    const report = await importFhir(run, file);
    expect(report.counts).toEqual({ Patient: { stored: 2, refused: 1 } });
    expect(report.problems.map(({ place, what }) => [place, what])).toEqual([
      [2, '?'],
      [3, 'Patient/no-such-day'],
    ]);
  });

  it('goes on where it was stopped', async () => {
    const lines = Array.from({ length: 250 }, (_, at) =>
      JSON.stringify({ resourceType: 'Patient', id: `stop-${at}`, name: [{ text: `Stopped ${at}` }] }),
    );
    const file = await fileOf('stopped.ndjson', lines.join('\n'));
    let batches = 0;
    const stopping = <T>(body: (ctx: Context) => Promise<T>) => {
      batches += 1;
      if (batches === 4) throw new Error('the machine went away');
      return run(body);
    };
    await expect(importFhir(stopping, file)).rejects.toThrow('went away');
    const report = await importFhir(run, file);
    expect(report.resumedAt).toBe(200);
    expect(report.counts).toEqual({ Patient: { stored: 50 } });
    expect((await importFhir(run, file)).counts).toEqual({ Patient: { unchanged: 250 } });
  });

  it('derives the same id again where the sender gave none, and keeps equal resources apart', async () => {
    const twin = { resourceType: 'Basic', code: { text: 'the same twice' } };
    const file = await fileOf('no-ids.json', bundle({ resource: twin }, { resource: twin }));
    expect((await importFhir(run, file)).counts).toEqual({ Basic: { stored: 2 } });
    expect((await importFhir(run, file)).counts).toEqual({ Basic: { unchanged: 2 } });
  });

  it('leaves alone what people here have changed since', async () => {
    const first = { resourceType: 'Patient', id: 'changed-here', name: [{ text: 'Before' }], gender: 'male' };
    await importFhir(run, await fileOf('before.json', bundle({ resource: first })));
    await run((ctx) =>
      ctx.record.patch('Patient', 'changed-here', (patient) => ({
        ...patient,
        name: [{ text: 'Corrected here' }],
      })),
    );
    const report = await importFhir(
      run,
      await fileOf('after.json', bundle({ resource: { ...first, gender: 'female' } })),
    );
    expect(report.counts).toEqual({ Patient: { leftAlone: 1 } });
    expect(report.problems).toHaveLength(1);
  });

  it('lists look-alikes of imported patients and blocks none', async () => {
    const same = {
      resourceType: 'Patient',
      name: [{ text: 'Marta Lindqvist' }],
      birthDate: '1980-04-05',
      gender: 'female',
    };
    const report = await importFhir(
      run,
      await fileOf(
        'alike.json',
        bundle({ resource: { ...same, id: 'alike-1' } }, { resource: { ...same, id: 'alike-2' } }),
      ),
    );
    expect(report).toMatchObject({ lookAlikes: 1, counts: { Patient: { stored: 2 } } });
    const list = await clinic.as('manager').call(records, 'lookAlikesToReview', {});
    expect(list.pairs).toMatchObject([{ patient: { id: 'alike-1' }, other: { id: 'alike-2' } }]);
    await clinic.as('manager').call(records, 'sayDifferent', { patientId: 'alike-2', otherId: 'alike-1' });
    expect((await clinic.as('manager').call(records, 'lookAlikesToReview', {})).pairs).toEqual([]);
  });

  it('says of a file that is no JSON where it breaks, and stores nothing', async () => {
    const problem = await clinic.refused(
      importFhir(run, await fileOf('broken.json', '{"resourceType": "Bundle", ')),
    );
    expect(problem).toMatchObject({ code: 'records.fileUnreadable', status: 422 });
  });
});
