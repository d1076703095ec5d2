import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { emptyDatabase, type EmptyDatabase } from '#testing/empty-database.ts';
import { filesOf } from '#testing/export.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { exportWhole } from './export-clinic.ts';
import { failureWords } from './failure-words.ts';
import { importWhole } from './import-clinic.ts';

let clinic: TestClinic;
let target: EmptyDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let newData: Awaited<ReturnType<typeof temporaryFolder>>;
let told = '';
const file = () => path.join(folder.path, 'clinic.tar.gz');
beforeAll(async () => {
  clinic = await openTestClinic();
  target = await emptyDatabase();
  folder = await temporaryFolder();
  newData = await temporaryFolder();
});
afterAll(async () => {
  await target?.drop();
  for (const one of [folder, newData]) await one?.remove();
  await clinic?.close();
});
beforeEach(() => {
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The machine at which the next command is given. */
function at(dataDir: string, database: { appUrl: string; adminUrl: string }, language = 'en_US.UTF-8'): void {
  const env = { SERAMBI_DATA: dataDir, DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl };
  for (const [name, value] of Object.entries({ ...env, LC_ALL: language })) vi.stubEnv(name, value);
}

function trailOf(database: EmptyDatabase['db'], event: string) {
  return inClinic(database, clinic.clinic.id, (tx) =>
    tx
      .selectFrom('audit_event')
      .select(['actor_name', 'outcome', 'patient_id'])
      .where('event', '=', event)
      .execute(),
  );
}

it('exports a clinic, says how much, and leaves a row in its trail', async () => {
  at(clinic.dataDir, clinic.database);
  await exportWhole(file(), { clinic: clinic.clinic.slug });
  expect(told).toMatch(
    /^Exported: \d+ rows in \d+ files, in .*clinic\.tar\.gz\. It holds patient data in clear\.\n$/,
  );
  expect(await trailOf(clinic.platform.database, 'clinic.exported')).toEqual([
    { actor_name: 'serambi export', outcome: 'done', patient_id: null },
  ]);
});

it('imports it at another machine, and says which key is wanting there', async () => {
  at(newData.path, target);
  await importWhole(file(), { slug: 'moved' });
  const key = macKeyId(clinic.platform.auditKey);
  // nothing was in the trail before it was exported, so no row of it needs the old key
  expect(told).toMatch(/^Imported: Klinik A \(moved\), \d+ rows\./);
  expect(told).not.toContain(key);
  expect(await trailOf(target.db, 'clinic.imported')).toEqual([
    { actor_name: 'serambi import', outcome: 'done', patient_id: null },
  ]);
});

it('says the key and its place where older rows need it', async () => {
  at(clinic.dataDir, clinic.database);
  const second = path.join(folder.path, 'second');
  await exportWhole(second, { clinic: clinic.clinic.slug });
  expect((await filesOf(second))['manifest.json']).toContain(macKeyId(clinic.platform.auditKey));
  const elsewhere = await emptyDatabase();
  at(newData.path, elsewhere);
  told = '';
  await importWhole(second, {});
  expect(told).toContain(macKeyId(clinic.platform.auditKey));
  expect(told).toContain(`${newData.path}/keys/audit-old.key`);
  expect(told).not.toContain('factors.key');
  await elsewhere.drop();
});

it('refuses in the language of the terminal', async () => {
  at(newData.path, target, 'id_ID.UTF-8');
  const refused = await importWhole(file(), {}).catch((error: unknown) => error);
  expect(failureWords(refused)).toBe('Klinik ini sudah ada: Klinik A (moved). Tidak ada yang diimpor.');
  expect(told).toBe('');
});
