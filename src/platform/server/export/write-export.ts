import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql, type Transaction } from 'kysely';
import type { Clinic } from '../actor.ts';
import type { Tables } from '../db/tables.ts';
import { type ClinicTable, exportedTables } from './clinic-tables.ts';
import { describeExport } from './describe.ts';
import { type ExportedFile, formatName, formatVersion, type Manifest, manifestName } from './manifest.ts';
import { patientPart, patientSetting } from './patient-part.ts';
import { ExportRefused } from './refused.ts';
import { writeTable } from './write-table.ts';

export interface WriteOptions {
  /** Empty, and there. */
  folder: string;
  clinic: Clinic;
  /** One patient alone. */
  patientId?: string | undefined;
  /** Version of Serambi. */
  product: string;
  /** ISO-8601 UTC. */
  now: string;
  /** `macKeyId` of the key that seals second factors. */
  factorsKeyId: string;
  /** Tables done, of all. */
  onProgress?: (part: number) => void;
}

/**
 * Writes everything of a clinic into a folder: rows by table, resources by type, a manifest and a description.
 * @param tx of the clinic, one snapshot, as the owner of the schema
 * @throws ExportRefused `noPatient`
 */
export async function writeExport(tx: Transaction<Tables>, options: WriteOptions): Promise<Manifest> {
  const { folder, clinic, patientId = null, product, now } = options;
  // a large clinic takes as long as it takes, also to be packed; the others fix how values are written as text
  await sql`SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL IntervalStyle = 'iso_8601'`.execute(
    tx,
  );
  const tables = await exportedTables(tx);
  const conditions = patientId === null ? undefined : await hers(tx, tables, patientId);
  const files: ExportedFile[] = [];
  for (const [place, table] of tables.entries()) {
    const condition = conditions ? conditions.get(table.name) : 'true';
    if (condition !== undefined) files.push(...(await writeTable(tx, folder, table, condition)));
    options.onProgress?.((place + 1) / tables.length);
  }
  const manifest: Manifest = {
    ...{ format: formatName, formatVersion, patientId, product, madeAt: now },
    clinic: await clinicRow(tx, clinic.id),
    migrations: await appliedMigrations(tx),
    keys: { audit: await auditKeys(tx), factors: files.some(holdsFactors) ? [options.factorsKeyId] : [] },
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  const plain = { mode: 0o600, flag: 'wx', flush: true };
  await writeFile(path.join(folder, 'README.md'), describeExport(manifest, clinic), plain);
  await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, plain);
  return manifest;
}

/** Whether some of it is sealed by the key of second factors. */
function holdsFactors({ path: name, rows }: ExportedFile): boolean {
  return rows > 0 && /^tables\/identity_(totp|recovery_code)\./.test(name);
}

async function hers(
  tx: Transaction<Tables>,
  tables: readonly ClinicTable[],
  patientId: string,
): Promise<Map<string, string>> {
  const found = await sql`SELECT FROM record_resource WHERE clinic_id = serambi_clinic() AND type = 'Patient'
    AND id = ${patientId}`.execute(tx);
  if (found.rows.length === 0) throw new ExportRefused('noPatient', { id: patientId });
  await sql`SELECT set_config(${patientSetting}, ${patientId}, true)`.execute(tx);
  return patientPart(tables);
}

async function clinicRow(tx: Transaction<Tables>, clinicId: string): Promise<Manifest['clinic']> {
  const found = await sql<{ row: string }>`
    SELECT json_object_agg(c.key, c.value)::text AS row
    FROM platform_clinic p, jsonb_each_text(to_jsonb(p)) c WHERE p.id = ${clinicId}`.execute(tx);
  return JSON.parse(found.rows[0]?.row ?? '{}');
}

async function appliedMigrations(tx: Transaction<Tables>): Promise<Manifest['migrations']> {
  return (
    await sql<{ name: string; checksum: string }>`
      SELECT name, checksum FROM platform_migration ORDER BY name`.execute(tx)
  ).rows;
}

async function auditKeys(tx: Transaction<Tables>): Promise<string[]> {
  const found = await sql<{ key: string }>`
    SELECT mac_key AS key FROM audit_event WHERE clinic_id = serambi_clinic()
    UNION SELECT key_id FROM audit_seal WHERE clinic_id = serambi_clinic() ORDER BY 1`.execute(tx);
  return found.rows.map(({ key }) => key);
}
