import { sql, type Transaction } from 'kysely';
import type { Clinic } from '../actor.ts';
import { type Database, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import { type ClinicTable, exportedTables } from './clinic-tables.ts';
import { checkCount, fillTable, refuseRow } from './fill-table.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { checkMigrations, checkTables, isTable, openClinic } from './open-clinic.ts';
import { checkFiles } from './read-export.ts';
import { ExportRefused } from './refused.ts';
import { quoted } from './row-text.ts';

export interface ImportOptions {
  /** Another short name for the clinic. */
  slug?: string | undefined;
  /** Runs last, in the same transaction: the row of the trail. */
  last(tx: Transaction<Tables>, clinic: Clinic): Promise<void>;
  /** Rows done, of all. */
  onProgress?: (part: number) => void;
}

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
    let rows = 0;
    const all = manifest.files.reduce((sum, file) => sum + (isTable(file.path) ? file.rows : 0), 0);
    for (const table of tables) {
      if (guarded.includes(table)) await setGuards(tx, table, 'DISABLE');
      const filled = await fillTable(tx, folder, table, manifest).catch((error: unknown) =>
        refuseRow(table, error),
      );
      rows += filled;
      await checkCount(tx, table, filled);
      options.onProgress?.(rows / Math.max(all, 1));
    }
    // what is only looked at when all stands: no trigger is given back while one of them waits
    await sql`SET CONSTRAINTS ALL IMMEDIATE`
      .execute(tx)
      .catch((error: unknown) => refuseRow(undefined, error));
    for (const table of guarded) await setGuards(tx, table, 'ENABLE');
    await options.last(tx, clinic);
    return { clinic, manifest, rows };
  });
}

/**
 * Guards look at a row as it is entered, by what is there at that moment: a posting into a day that is locked by now was
 * made when it was open. Constraints, which look at what stands in the end, hold as ever. Until the commit, whoever
 * writes to these tables in another clinic waits.
 */
async function setGuards(
  tx: Transaction<Tables>,
  { name, guards }: ClinicTable,
  word: 'DISABLE' | 'ENABLE',
): Promise<void> {
  const each = guards.map((guard) => `${word} TRIGGER ${quoted(guard)}`).join(', ');
  await sql`ALTER TABLE ${sql.raw(quoted(name))} ${sql.raw(each)}`.execute(tx);
}
