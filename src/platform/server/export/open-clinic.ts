import { sql, type Transaction } from 'kysely';
import type { Clinic } from '../actor.ts';
import type { Tables } from '../db/tables.ts';
import type { ClinicTable } from './clinic-tables.ts';
import type { Manifest } from './manifest.ts';
import { ExportRefused } from './refused.ts';

/**
 * A row is exported by one version of the schema and goes into the same one: no older row is guessed into a newer table.
 * @throws ExportRefused `newer`, `older`, `otherMigration`
 */
export async function checkMigrations(tx: Transaction<Tables>, manifest: Manifest): Promise<void> {
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

/** @throws ExportRefused `otherTables` */
export function checkTables(tables: readonly ClinicTable[], { files }: Manifest): void {
  const there = files.filter(({ path }) => isTable(path)).map(({ path }) => path.slice(7, -7));
  const differing = [
    ...tables.filter(({ name }) => !there.includes(name)).map(({ name }) => name),
    ...there.filter((name) => !tables.some((table) => table.name === name)),
  ];
  if (differing.length > 0) throw new ExportRefused('otherTables', { tables: differing.join(', ') });
}

/** Whether a file holds rows, and not the resources of some. */
export function isTable(path: string): boolean {
  return path.startsWith('tables/');
}

/**
 * Makes the row of the clinic itself.
 * @throws ExportRefused `slugWrong`, `clinicThere`, `slugTaken`
 */
export async function openClinic(
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
