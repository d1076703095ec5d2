import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '../db/roles.ts';
import type { TableContent } from './manifest.ts';

/** Writers wait this long at most; shorter than PostgreSQL's deadlock check, so that none of them is given up. */
const lockMilliseconds = 200;
const tries = 40;

/**
 * Marks a place in the log and counts every table exactly as it is there: for a moment nobody writes, in which a
 * snapshot is taken and the place is marked; the counting goes on in the snapshot while others write again.
 * @param databaseUrl a superuser's, on the database itself
 * @param restorePoint name of the place
 * @returns null when writers left no such moment; the place is marked all the same
 */
export async function markAndCount(
  databaseUrl: string,
  restorePoint: string,
): Promise<TableContent[] | null> {
  return withClient(databaseUrl, async (reader) => {
    const held = await withClient(databaseUrl, async (locker) => {
      for (let count = 0; count < tries; count += 1) {
        if (await snapshotInSilence(locker, reader, restorePoint)) return true;
        await sleep(50 * Math.random() * (count + 1));
      }
      await locker.query('SELECT pg_create_restore_point($1)', [restorePoint]);
      return false;
    });
    return held ? countTables(reader) : null;
  });
}

async function snapshotInSilence(locker: pg.Client, reader: pg.Client, name: string): Promise<boolean> {
  await locker.query(`BEGIN; SET LOCAL lock_timeout = ${lockMilliseconds}`);
  try {
    const tables = await tableNames(locker);
    if (tables.length > 0) await locker.query(`LOCK TABLE ${tables.join(', ')} IN SHARE MODE`);
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await reader.query('SELECT 1');
    await locker.query('SELECT pg_create_restore_point($1)', [name]);
    return true;
  } catch (error) {
    await reader.query('ROLLBACK');
    // 55P03 lock_not_available, 40P01 deadlock_detected, 42P01 a table that was dropped in this moment
    if (!['55P03', '40P01', '42P01'].includes((error as { code?: string }).code ?? '')) throw error;
    return false;
  } finally {
    await locker.query('ROLLBACK');
  }
}

/** Rows and hash of each table as this connection sees them. */
export async function countTables(client: pg.Client): Promise<TableContent[]> {
  const counted: TableContent[] = [];
  for (const name of await tableNames(client)) {
    // the alias is nobody's column, so that the cast is of the whole row
    const { rows } = await client.query<{ rows: string; hash: string }>(
      `SELECT count(*)::text AS rows, coalesce(sum(hashtextextended(serambi_row::text, 0)), 0)::text AS hash
       FROM ${name} AS serambi_row`,
    );
    if (rows[0]) counted.push({ name, ...rows[0] });
  }
  return counted;
}

/** Tables whose content differs, or that only one side has. */
export function differingTables(wanted: readonly TableContent[], found: readonly TableContent[]): string[] {
  const there = new Map(found.map((table) => [table.name, `${table.rows} ${table.hash}`]));
  const differing = wanted
    .filter((table) => there.get(table.name) !== `${table.rows} ${table.hash}`)
    .map((table) => table.name);
  const known = new Set(wanted.map((table) => table.name));
  return [...differing, ...found.map((table) => table.name).filter((name) => !known.has(name))];
}

async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
     ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}
