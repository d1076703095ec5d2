import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartsBeside } from '#testing/access/merged.ts';
import { digestOfClinic } from '#testing/access/isolation.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { emptyDatabase, type EmptyDatabase } from '#testing/empty-database.ts';
import { auditOf, exportOf, filesOf } from '#testing/export.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { openTestHttp } from '#testing/http.ts';
import { leaveTraces } from '#testing/traces.ts';
import { readAuditKeys } from '../audit/key.ts';
import { verifyClinic } from '../audit/verify.ts';
import { inClinic } from '../db/database.ts';
import { exportedTables } from './clinic-tables.ts';
import { leftOut } from './left-out.ts';
import type { Manifest } from './manifest.ts';
import { takeImport } from './take-import.ts';

const countries = ['ID', 'US'] as const;
let clinic: TestClinic;
let target: EmptyDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const worlds = {} as Record<(typeof countries)[number], World>;
const manifests = {} as Record<(typeof countries)[number], Manifest>;
beforeAll(async () => {
  clinic = await openTestClinic();
  worlds.ID = await openWorld(clinic, 'Zkanarix');
  worlds.US = await openWorld(clinic.other, 'Qbluebirdo');
  for (const country of countries) await leaveTraces(worlds[country]);
  target = await emptyDatabase();
  folder = await temporaryFolder();
  // one as a file, the other as a folder
  for (const country of countries)
    manifests[country] = await exportOf(worlds[country].clinic, place(country));
});
afterAll(async () => {
  await target?.drop();
  await folder?.remove();
  await clinic?.close();
});

function place(country: (typeof countries)[number]): string {
  return path.join(folder.path, country === 'ID' ? 'clinic.tar.gz' : 'clinic');
}

describe.each(countries)('a clinic of %s that was exported and imported elsewhere', (country) => {
  let before: Record<string, string>;
  beforeAll(async () => {
    const from = worlds[country].clinic;
    before = await digestOfClinic(from.database.superuserUrl, from.clinic.id);
    await takeImport(target.owner, place(country), {
      scratch: folder.path,
      last: auditOf(from, 'clinic.imported'),
    });
  });

  it('was furnished: no table is empty', () => {
    const { files } = manifests[country];
    expect(files.filter((file) => file.rows === 0).map((file) => file.path)).toEqual([]);
    expect(files.length).toBeGreaterThan(90);
  });

  it('has the same rows in each table', async () => {
    const after = await digestOfClinic(target.superuserUrl, worlds[country].clinic.clinic.id);
    // the trail has grown by two rows; a journal says which transaction of its database made it
    for (const name of [...leftOut, 'audit_event', 'audit_pending', 'bookkeeping_journal']) {
      delete before[name];
      delete after[name];
    }
    expect(Object.keys(after).length).toBeGreaterThan(50);
    expect(after).toEqual(before);
  });

  it('exports the same files again, but for the rows of the export and the import', async () => {
    const from = worlds[country].clinic;
    const [first, second] = [path.join(folder.path, `${country}1`), path.join(folder.path, `${country}2`)];
    await exportOf(from, first);
    await exportOf(from, second, { owner: target.owner });
    const [here, there] = [await filesOf(first), await filesOf(second)];
    const grown = ['manifest.json', 'tables/audit_event.ndjson', 'tables/audit_pending.ndjson'];
    const plain = (files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).filter(([name]) => !grown.includes(name)));
    expect(plain(there)).toEqual(plain(here));
    const events = (files: Record<string, string>) =>
      (files['tables/audit_event.ndjson'] ?? '')
        .split('\n')
        .filter((line) => !/clinic\.(ex|im)ported/.test(line));
    expect(events(there)).toEqual(events(here));
  });

  it('keeps its trail: it verifies with the old key, and says what is wanting without it', async () => {
    const from = worlds[country].clinic;
    const kinds = async (keys: ReadonlyMap<string, Uint8Array>) => {
      const found = new Set<string>();
      const options = {
        clinic: from.clinic,
        keys,
        anchors: [],
        onFault: (fault: { kind: string }) => void found.add(fault.kind),
      };
      const { seals } = await verifyClinic(target.db, options);
      return [seals > 0, [...found]];
    };
    expect(await kinds(await readAuditKeys(from.dataDir))).toEqual([true, []]);
    expect(await kinds(new Map())).toEqual([true, ['keyUnknown']]);
  });

  it('lets its people sign in with the passwords that they had', async () => {
    const from = worlds[country].clinic;
    const http = await openTestHttp({ ...from, platform: { ...from.platform, database: target.db } });
    const answer = await fetch(`${http.url}/api/identity/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: `doctor@${from.clinic.slug}.test`, password: 'a long enough password' }),
    });
    expect([answer.status, (await answer.json()) as object]).toEqual([
      200,
      expect.objectContaining({ token: expect.any(String) }),
    ]);
    await http.close();
  });

  it('still refuses what is posted into a locked day', async () => {
    const { clinic: from, day } = worlds[country];
    const posted = inClinic(target.db, from.clinic.id, (tx) =>
      sql`INSERT INTO bookkeeping_journal (clinic_id, journal_id, day, kind, memo, posted_at, posted_by,
        posted_by_name) VALUES (${from.clinic.id}, gen_random_uuid(), ${day}, 'entry', '', now(), 'x', 'x')`.execute(
        tx,
      ),
    );
    await expect(posted).rejects.toThrow(`the day ${day} is locked`);
  });
});

describe.each(countries)('a copy of one patient of a clinic of %s', (country) => {
  let files: Record<string, string>;
  let whole: Record<string, string>;
  beforeAll(async () => {
    const { clinic: from, own } = worlds[country];
    whole = await filesOf(path.join(folder.path, `${country}1`));
    const copy = path.join(folder.path, `${country} patient`);
    await exportOf(from, copy, { patientId: own.patientId ?? '' });
    files = await filesOf(copy);
  });

  it('holds nothing of another patient', () => {
    const { own, otherPatient, canary } = worlds[country];
    const shared = new Set(Object.values(own));
    const theirs = Object.entries(otherPatient)
      .filter(([name, id]) => name !== 'otherPatientId' && !shared.has(id))
      .map(([, id]) => id);
    expect(theirs.length).toBeGreaterThan(10);
    const words = [...theirs, `${canary} Hutapea`, '1971-11-23'];
    const said = (text: string) => words.filter((word) => text.includes(word));
    expect(said(Object.values(whole).join('\n'))).toEqual(words);
    expect(Object.entries(files).filter(([, text]) => said(text).length > 0)).toEqual([]);
  });

  it('holds every line that names her, and all that she has an id of', () => {
    const { own, otherPatient } = worlds[country];
    const about = Object.entries(whole).flatMap(([name, text]) =>
      // the index of the search is not hers but the clinic's, and a pair of patients is not about one of them
      /^tables\/(record_(?!resource|history)|records_look_alike|merging_(pair|name_alert))|manifest/.test(
        name,
      )
        ? []
        : text
            .split('\n')
            .filter((line) => line.includes(own.patientId ?? '-'))
            .map((line) => [name, line] as const),
    );
    expect(about.length).toBeGreaterThan(60);
    expect(about.filter(([name, line]) => !files[name]?.split('\n').includes(line))).toEqual([]);
    const all = Object.values(files).join('\n');
    const ids = Object.entries(own).filter(
      ([name, id]) => !Object.values(otherPatient).includes(id) && !chartsBeside.includes(name),
    );
    expect(ids.length).toBeGreaterThan(15);
    expect(ids.filter(([, id]) => !all.includes(id))).toEqual([]);
  });

  it('holds what hangs on her visits, bills and receipts', () => {
    const names = Object.keys(files);
    for (const table of [
      'bill_line',
      'receipt_method',
      'receipt_void',
      'adjustment',
      'day_explanation',
      'journal',
    ])
      expect(files[`tables/bookkeeping_${table}.ndjson`], table).toMatch(/\S/);
    expect(names.filter((name) => /identity_|audit_seal|record_token|scope_role/.test(name))).toEqual([]);
  });
});

it('knows every exported table by the catalogue', async () => {
  const found = await inClinic(target.owner, worlds.ID.clinic.clinic.id, exportedTables);
  expect(manifests.ID.files.map((file) => file.path)).toEqual(
    expect.arrayContaining(found.map(({ name }) => `tables/${name}.ndjson`)),
  );
  await mkdir(path.join(folder.path, 'there'));
  await expect(exportOf(clinic, path.join(folder.path, 'there'))).rejects.toThrow('is there already');
});
