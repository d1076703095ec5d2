import { sql, type Transaction } from 'kysely';
import type { Clinic } from '../actor.ts';
import { type Database, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { type ClinicTable, exportedTables } from './clinic-tables.ts';
import { checkFiles, readRows } from './read-export.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { ExportRefused } from './refused.ts';
import { insertRows, quoted } from './row-text.ts';

export interface ImportOptions {
  /** Another short name for the clinic. */
  slug?: string | undefined;
  /** Runs last, in the same transaction: the row of the trail. */
  last(tx: Transaction<Tables>, clinic: Clinic): Promise<void>;
  /** Rows done, of all. */
  onProgress?: (part: number) => void;
}

const mostRows = 1_000;
const mostCharacters = 1_000_000;

/**
 * Brings an exported clinic in, whole or not at all: one transaction, with every constraint.
 * @param database as the owner of the schema
 * @param folder of an export, unpacked
 * @throws ExportRefused and changes nothing
 */
export async function importClinic(
  database: Database,
  folder: string,
  options: ImportOptions,
): Promise<{ clinic: Clinic; manifest: Manifest; rows: number }> {
  const manifest = await readManifest(folder);
  if (manifest.patientId !== null) throw new ExportRefused('onePatient', { id: manifest.patientId });
  await checkFiles(folder, manifest);
  return inClinic(database, manifest.clinic.id, async (tx) => {
    await sql`SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx);
    await checkMigrations(tx, manifest);
    const tables = await exportedTables(tx);
    checkTables(tables, manifest);
    const clinic = await openClinic(tx, manifest.clinic, options.slug);
    const guarded = tables.filter(({ guards }) => guards.length > 0);
    await setGuards(tx, guarded, 'DISABLE');
    let rows = 0;
    const all = manifest.files.reduce((sum, file) => sum + (isTable(file.path) ? file.rows : 0), 0);
    for (const table of tables) {
      const filled = await fillTable(tx, folder, table).catch((error: unknown) => refuseRow(table, error));
      rows += filled;
      await checkCount(tx, table, filled);
      options.onProgress?.(rows / Math.max(all, 1));
    }
    // what is only looked at when all stands: no trigger is given back while one of them waits
    await sql`SET CONSTRAINTS ALL IMMEDIATE`
      .execute(tx)
      .catch((error: unknown) => refuseRow(undefined, error));
    await setGuards(tx, guarded, 'ENABLE');
    await options.last(tx, clinic);
    return { clinic, manifest, rows };
  });
}

/**
 * A row is exported by one version of the schema and goes into the same one: no older row is guessed into a newer table.
 */
async function checkMigrations(tx: Transaction<Tables>, manifest: Manifest): Promise<void> {
  const found = await sql<{ name: string; checksum: string }>`
    SELECT name, checksum FROM platform_migration ORDER BY name`.execute(tx);
  const here = new Map(found.rows.map(({ name, checksum }) => [name, checksum]));
  const version = manifest.product;
  for (const { name, checksum } of manifest.migrations) {
    const known = here.get(name);
    if (known === undefined) throw new ExportRefused('newer', { version, migration: name });
    if (known !== checksum) throw new ExportRefused('otherMigration', { migration: name });
    here.delete(name);
  }
  const [missing] = here.keys();
  if (missing !== undefined) throw new ExportRefused('older', { version, migration: missing });
}

function checkTables(tables: readonly ClinicTable[], { files }: Manifest): void {
  const there = files.filter(({ path }) => isTable(path)).map(({ path }) => path.slice(7, -7));
  const differing = [
    ...tables.filter(({ name }) => !there.includes(name)).map(({ name }) => name),
    ...there.filter((name) => !tables.some((table) => table.name === name)),
  ];
  if (differing.length > 0) throw new ExportRefused('otherTables', { tables: differing.join(', ') });
}

function isTable(path: string): boolean {
  return path.startsWith('tables/');
}

async function openClinic(
  tx: Transaction<Tables>,
  given: Manifest['clinic'],
  newSlug: string | undefined,
): Promise<Clinic> {
  const slug = newSlug ?? given.slug;
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) throw new ExportRefused('slugWrong', { slug });
  const taken = await sql<{ id: string; name: string; slug: string }>`
    SELECT id, name, slug FROM platform_clinic WHERE id = ${given.id} OR slug = ${slug}`.execute(tx);
  const same = taken.rows.find(({ id }) => id === given.id);
  if (same) throw new ExportRefused('clinicThere', { name: same.name, slug: same.slug });
  if (taken.rows[0]) throw new ExportRefused('slugTaken', { slug });
  const row = JSON.stringify({ ...given, slug });
  const made = await sql<Clinic>`
    INSERT INTO platform_clinic
    SELECT c.* FROM (SELECT ${row}::jsonb AS row) g, jsonb_populate_record(NULL::platform_clinic,
      g.row || jsonb_build_object('settings', (g.row ->> 'settings')::jsonb)) c
    RETURNING id, slug, name, country, zone, currency, language, demo, settings`.execute(tx);
  return made.rows[0] as Clinic;
}

/**
 * Guards look at a row as it is entered, by what is there at that moment: a posting into a day that is locked by now was
 * made when it was open. Constraints, which look at what stands in the end, hold as ever. Until the commit, whoever
 * writes to these tables in another clinic waits.
 */
async function setGuards(
  tx: Transaction<Tables>,
  tables: readonly ClinicTable[],
  word: 'DISABLE' | 'ENABLE',
): Promise<void> {
  for (const { name, guards } of tables) {
    const each = guards.map((guard) => `${word} TRIGGER ${quoted(guard)}`).join(', ');
    await sql`ALTER TABLE ${sql.raw(quoted(name))} ${sql.raw(each)}`.execute(tx);
  }
}

/** @returns how many rows came in */
async function fillTable(tx: Transaction<Tables>, folder: string, table: ClinicTable): Promise<number> {
  // what triggers have written here meanwhile, for rows of other tables, stands in the file as it was
  if (table.closed)
    await sql`DELETE FROM ${sql.raw(quoted(table.name))} WHERE clinic_id = serambi_clinic()`.execute(tx);
  // a row may point at a later one of its own table: foreign keys are looked at when a statement ends, so all come in one
  const staged = table.links.some((link) => link.table === table.name);
  if (staged) await sql`CREATE TEMP TABLE serambi_staged (row json) ON COMMIT DROP`.execute(tx);
  let [batch, characters, count]: [string[], number, number] = [[], 0, 0];
  const flush = async () => {
    const rows = sql`(SELECT value AS row FROM json_array_elements(${`[${batch.join(',')}]`}::json)) s`;
    [batch, characters] = [[], 0];
    await (staged
      ? sql`INSERT INTO serambi_staged SELECT s.row FROM ${rows}`
      : sql`${sql.raw(insertRows(table, ''))} ${rows}`
    ).execute(tx);
  };
  for await (const row of readRows(folder, table)) {
    batch.push(row);
    count += 1;
    characters += row.length;
    if (batch.length >= mostRows || characters >= mostCharacters) await flush();
  }
  if (batch.length > 0) await flush();
  if (staged) {
    await sql.raw(insertRows(table, 'serambi_staged s')).execute(tx);
    await sql`DROP TABLE serambi_staged`.execute(tx);
  }
  await moveSequences(tx, table);
  return count;
}

async function moveSequences(tx: Transaction<Tables>, { name, columns }: ClinicTable): Promise<void> {
  for (const { name: column, sequence } of columns) {
    if (sequence === null) continue;
    await sql`SELECT setval(${sequence}, greatest(nextval(${sequence}), (SELECT max(${sql.ref(column)})
      FROM ${sql.table(name)} WHERE clinic_id = serambi_clinic())))`.execute(tx);
  }
}

async function checkCount(tx: Transaction<Tables>, { name }: ClinicTable, wanted: number): Promise<void> {
  const found = await sql<{ count: bigint }>`
    SELECT count(*) FROM ${sql.table(name)} WHERE clinic_id = serambi_clinic()`.execute(tx);
  if (found.rows[0]?.count !== BigInt(wanted))
    throw new ExportRefused('rowRefused', { table: name, reason: `${found.rows[0]?.count} ≠ ${wanted}` });
}

/** PostgreSQL's message names columns and constraints; its detail, which quotes values, is not told. */
function refuseRow(table: ClinicTable | undefined, error: unknown): never {
  const { code, table: at, detail, message } = error as Error & Record<'code' | 'table' | 'detail', string>;
  if (error instanceof ExportRefused || !/^[0-9A-Z]{5}$/.test(code ?? '')) throw error;
  // not for this file's sake: the same work can succeed when it is done again
  if (code === '40001' || code === '40P01') throw error;
  if (code === '23505' && at === 'identity_login')
    throw new ExportRefused(
      'loginTaken',
      { login: /\(login\)=\((.*)\)/.exec(detail ?? '')?.[1] ?? '' },
      error,
    );
  throw new ExportRefused('rowRefused', { table: table?.name ?? at ?? '–', reason: message }, error);
}
