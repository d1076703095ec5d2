import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { digestOfClinic } from '#testing/access/isolation.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { emptyDatabase, type EmptyDatabase } from '#testing/empty-database.ts';
import { auditOf, exportOf } from '#testing/export.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { inClinic } from '../db/database.ts';
import { withClient } from '../db/roles.ts';
import { weigh } from './line-file.ts';
import type { Manifest } from './manifest.ts';
import { takeImport } from './take-import.ts';

let clinic: TestClinic;
let world: World;
let target: EmptyDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let copies = 0;
const postings = 'tables/bookkeeping_posting.ndjson';
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  world = await openWorld(clinic, 'Qbluebirdo');
  target = await emptyDatabase();
  folder = await temporaryFolder();
  await exportOf(clinic, path.join(folder.path, 'whole'));
  await exportOf(clinic, path.join(folder.path, 'whole.tgz'));
  await exportOf(clinic, path.join(folder.path, 'one'), { patientId: world.own.patientId ?? '' });
});
afterAll(async () => {
  await target?.drop();
  await folder?.remove();
  await clinic?.close();
});

/** A copy of the export in which something is not as it was. */
async function changed(change: (copy: string) => Promise<void>): Promise<string> {
  copies += 1;
  const copy = path.join(folder.path, `copy-${copies}`);
  await cp(path.join(folder.path, 'whole'), copy, { recursive: true });
  await change(copy);
  return copy;
}

async function rewrite(copy: string, name: string, change: (text: string) => string): Promise<void> {
  const file = path.join(copy, name);
  const before = await readFile(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(file, after);
}

function inManifest(change: (manifest: Manifest) => void): Promise<string> {
  return changed((copy) =>
    rewrite(copy, 'manifest.json', (text) => {
      const manifest = JSON.parse(text) as Manifest;
      change(manifest);
      return JSON.stringify(manifest);
    }),
  );
}

/** A changed file whose sum, size and rows stand in the manifest as if it had been exported so. */
function forged(name: string, change: (text: string) => string): Promise<string> {
  return changed(async (copy) => {
    await rewrite(copy, name, change);
    const weight = await weigh(path.join(copy, name));
    await rewrite(copy, 'manifest.json', (text) => {
      const manifest = JSON.parse(text) as Manifest;
      const files = manifest.files.map((file) => (file.path === name ? { ...file, ...weight } : file));
      return JSON.stringify({ ...manifest, files });
    });
  });
}

function bringIn(source: string, slug?: string) {
  return takeImport(target.owner, source, {
    ...{ slug, scratch: folder.path },
    last: auditOf(clinic, 'clinic.imported'),
  });
}

async function clinicsThere(): Promise<string[]> {
  return withClient(target.superuserUrl, async (client) => {
    const { rows } = await client.query<{ slug: string }>('SELECT slug FROM platform_clinic ORDER BY slug');
    return rows.map((row) => row.slug);
  });
}

describe('an import is refused, and changes nothing:', () => {
  afterEach(async () => {
    const rows = await digestOfClinic(target.superuserUrl, clinic.clinic.id);
    expect(new Set(Object.values(rows))).toEqual(new Set(['0 ']));
    expect(await clinicsThere()).not.toContain(clinic.clinic.slug);
  });

  it.each<[string, string, () => Promise<string>]>([
    [
      'a folder without a manifest',
      'notAnExport',
      () => changed((copy) => rm(path.join(copy, 'manifest.json'))),
    ],
    [
      'a manifest of something else',
      'notAnExport',
      () => inManifest((one) => Object.assign(one, { format: 'x' })),
    ],
    ['another format', 'formatUnknown', () => inManifest((one) => Object.assign(one, { formatVersion: 2 }))],
    ['nothing at all', 'noSource', async () => path.join(folder.path, 'nothing')],
    ['one patient', 'onePatient', async () => path.join(folder.path, 'one')],
    [
      'a newer database',
      'newer',
      () => inManifest((one) => void one.migrations.push({ name: 'slices/x/0001-x.sql', checksum: 'x' })),
    ],
    ['an older database', 'older', () => inManifest((one) => void one.migrations.pop())],
    [
      'another migration of the same name',
      'otherMigration',
      () => inManifest((one) => Object.assign(one.migrations[0] ?? {}, { checksum: 'x' })),
    ],
    [
      'a changed byte',
      'damaged',
      () => changed((copy) => rewrite(copy, postings, (text) => text.replace('1', '2'))),
    ],
    [
      'another number of rows',
      'damaged',
      () =>
        inManifest((one) => {
          for (const file of one.files) file.rows += 1;
        }),
    ],
    ['a file that is gone', 'damaged', () => changed((copy) => rm(path.join(copy, postings)))],
    [
      'a manifest that leads out of the folder',
      'damaged',
      () => inManifest((one) => Object.assign(one.files[0] ?? {}, { path: 'tables/../../x.ndjson' })),
    ],
    [
      'a table that is not in it',
      'otherTables',
      () =>
        inManifest((one) =>
          Object.assign(one, { files: one.files.filter(({ path: name }) => name !== postings) }),
        ),
    ],
    [
      'a resource too few for its rows',
      'damaged',
      () => forged('fhir/Patient.ndjson', (text) => text.slice(text.indexOf('\n') + 1)),
    ],
    [
      'resources that no row names',
      'damaged',
      () => forged('tables/record_resource.ndjson', (text) => text.replace(/^.*"type":"Patient".*\n/gm, '')),
    ],
    [
      'a row that asks for a file of another place',
      'damaged',
      () =>
        forged('tables/record_resource.ndjson', (text) =>
          text.replace('"type":"Patient"', '"type":"../../x"'),
        ),
    ],
    ['a resource too many', 'damaged', () => forged('fhir/Patient.ndjson', (text) => text + text)],
    [
      'a ledger out of balance',
      'rowRefused',
      () => forged(postings, (text) => text.replace(/"debit_minor":"1/, '"debit_minor":"2')),
    ],
    [
      'a row whose foreign key leads nowhere',
      'rowRefused',
      () =>
        forged('tables/bookkeeping_bill.ndjson', (text) =>
          text.replace(/"patient_id":"[^"]*"/, '"patient_id":"x"'),
        ),
    ],
    ['a row twice', 'rowRefused', () => forged('tables/work_task.ndjson', (text) => text + text)],
    [
      'an archive that was cut short',
      'damaged',
      async () => {
        const cut = path.join(folder.path, 'cut.tgz');
        await cp(path.join(folder.path, 'whole.tgz'), cut);
        await truncate(cut, 20_000);
        return cut;
      },
    ],
    ['a file that is no archive', 'damaged', async () => path.join(folder.path, 'whole/README.md')],
  ])('%s', async (_what, code, source) => {
    await expect(bringIn(await source())).rejects.toMatchObject({ name: 'ExportRefused', code });
  });

  it('a short name that is none', async () => {
    await expect(bringIn(path.join(folder.path, 'whole'), 'No Name')).rejects.toMatchObject({
      code: 'slugWrong',
    });
  });

  it('a sign-in name that somebody of another clinic has', async () => {
    const otherId = globalThis.crypto.randomUUID();
    await withClient(target.superuserUrl, (client) =>
      client.query(
        `INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
         VALUES ($1, 'other', 'Other', 'US', 'UTC', 'USD', 'en')`,
        [otherId],
      ),
    );
    const login = `doctor@${clinic.clinic.slug}.test`;
    await inClinic(target.db, otherId, (tx) =>
      tx
        .insertInto('identity_staff')
        .values({
          ...{ clinic_id: otherId, id: globalThis.crypto.randomUUID(), login, name: 'Other', language: 'en' },
          ...{ roles: [], status: 'invited', created_at: '2026-01-01Z', updated_at: '2026-01-01Z' },
        })
        .execute(),
    );
    await expect(bringIn(path.join(folder.path, 'whole'))).rejects.toMatchObject({
      ...{ code: 'loginTaken', params: { login } },
    });
    // the next tests bring that name in
    await withClient(target.superuserUrl, (client) =>
      client.query("UPDATE identity_staff SET login = 'other@other.test'"),
    );
  });

  it('the short name of another clinic', async () => {
    await expect(bringIn(path.join(folder.path, 'whole'), 'other')).rejects.toMatchObject({
      code: 'slugTaken',
    });
  });
});

it('brings a clinic in under another short name, from an archive, and not a second time', async () => {
  const archive = path.join(folder.path, 'whole.tgz');
  const { clinic: made } = await bringIn(archive, 'harbor-two');
  expect(made).toMatchObject({ id: clinic.clinic.id, slug: 'harbor-two', name: clinic.clinic.name });
  expect(await clinicsThere()).toEqual(['harbor-two', 'other']);
  await expect(bringIn(archive, 'harbor-three')).rejects.toMatchObject({ code: 'clinicThere' });
});

it('exports nothing over what is there, and nobody whom the clinic does not have', async () => {
  await expect(exportOf(clinic, path.join(folder.path, 'whole'))).rejects.toMatchObject({
    code: 'targetThere',
  });
  const nobody = path.join(folder.path, 'nobody');
  await expect(exportOf(clinic, nobody, { patientId: 'x' })).rejects.toMatchObject({ code: 'noPatient' });
  await expect(readFile(path.join(nobody, 'README.md'))).rejects.toThrow('ENOENT');
});
