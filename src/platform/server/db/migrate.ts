import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { grantToApp } from './grants.ts';
import { appRole, withClient } from './roles.ts';

/** One forward-only SQL file. */
export interface Migration {
  /** `<owner>/<file>`, e.g. `platform/db/0001-ground.sql`: the name it is recorded by, for good. */
  name: string;
  sql: string;
  /** SHA-256 of the text, hexadecimal. */
  checksum: string;
}

/** The migrations and the database do not agree; the message names the file. Nothing was changed. */
export class MigrationRefused extends Error {
  readonly code: 'edited' | 'unknown' | 'failed';
  readonly migration: string;

  constructor(code: 'edited' | 'unknown' | 'failed', migration: string, words: string, cause?: unknown) {
    super(`${migration}: ${words}`, { cause });
    this.name = 'MigrationRefused';
    this.code = code;
    this.migration = migration;
  }
}

/**
 * Reads the migrations of several owners, in the order of the list and by file name inside each folder.
 * @param roots owner's name (`platform/db`, `slices/scheduling`) with its folder; a folder that is not there has none
 * @throws Error for a file that is not named `NNNN-words.sql`, or a number that stands twice in a folder
 */
export async function collectMigrations(roots: { owner: string; dir: string }[]): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const { owner, dir } of roots) {
    if (!existsSync(dir)) continue;
    const numbers = new Set<string>();
    for (const file of (await readdir(dir)).sort()) {
      const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1];
      if (!number) throw new Error(`${path.join(dir, file)} is not named like 0001-words.sql`);
      if (numbers.has(number)) throw new Error(`${path.join(dir, file)}: the number ${number} is taken`);
      numbers.add(number);
      const sql = await readFile(path.join(dir, file), 'utf8');
      found.push({ name: `${owner}/${file}`, sql, checksum: createHash('sha256').update(sql).digest('hex') });
    }
  }
  return found;
}

/**
 * Brings a database up to date: each migration that is missing runs in a transaction of its own, in the order of
 * the list, and is recorded in it. Then the app role is given its rights. Processes that start at once take turns.
 * @param adminUrl the owner of the schema
 * @param options.appRole the role that Serambi works as, `serambi_app` unless the database is somebody else's
 * @returns the names that were applied now
 * @throws MigrationRefused when an applied file was edited, when the database knows a migration that the list does
 *   not (it was opened by a newer Serambi), or when one fails
 */
export async function migrate(
  adminUrl: string,
  migrations: Migration[],
  options: { appRole?: string } = {},
): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    // Any number will do as long as it stays the same; the session's end gives the lock back.
    await client.query("SELECT pg_advisory_lock(hashtextextended('serambi.migrate', 0))");
    await client.query(`
      CREATE TABLE IF NOT EXISTS platform_migration (
        name text COLLATE "C" PRIMARY KEY,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      COMMENT ON TABLE platform_migration IS 'What was applied when. @functions-only';
    `);
    const applied = await appliedBefore(client);
    const missing = stillMissing(applied, migrations);
    for (const migration of missing) await apply(client, migration);
    await grantToApp(client, options.appRole ?? appRole);
    return missing.map((migration) => migration.name);
  });
}

/**
 * What `migrate` would apply now. Changes nothing.
 * @throws MigrationRefused as `migrate` does
 */
export async function pendingMigrations(adminUrl: string, migrations: Migration[]): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      "SELECT to_regclass('platform_migration') IS NOT NULL AS there",
    );
    const applied = rows[0]?.there ? await appliedBefore(client) : new Map<string, string>();
    return stillMissing(applied, migrations).map((migration) => migration.name);
  });
}

async function appliedBefore(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM platform_migration',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function stillMissing(applied: Map<string, string>, migrations: Migration[]): Migration[] {
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys()) {
    if (!known.has(name)) {
      throw new MigrationRefused('unknown', name, 'this database was opened by a newer version of Serambi');
    }
  }
  return migrations.filter((migration) => {
    const checksum = applied.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new MigrationRefused(
        'edited',
        migration.name,
        'was edited after it was applied; add a new file instead',
      );
    }
    return checksum === undefined;
  });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO platform_migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const { message, position } = error as Error & { position?: string };
    const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined;
    throw new MigrationRefused('failed', migration.name, line ? `line ${line}: ${message}` : message, error);
  }
}
