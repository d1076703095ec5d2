import type { Client } from 'pg';
import { withClient } from '#platform/server/db/roles.ts';

/** An index, or the constraint that it serves, and how it is made again. */
interface Index {
  drop: string;
  make: string;
}

/**
 * Takes the indexes of tables away while a body fills them, and makes them again at the end, each by one sort in place
 * of a million look-ups. Tables that others point at keep theirs.
 */
export async function indexesApart(
  superuserUrl: string,
  tables: readonly string[],
  body: () => Promise<void>,
): Promise<void> {
  const indexes = await withClient(superuserUrl, async (client) => {
    const found = await indexesOf(client, tables);
    for (const { drop } of found) await client.query(drop);
    return found;
  });
  try {
    await body();
  } finally {
    // two at once, as many as the smallest machine has processors
    const left = [...indexes];
    await Promise.all([makeFrom(superuserUrl, left), makeFrom(superuserUrl, left)]);
  }
}

async function makeFrom(superuserUrl: string, left: Index[]): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query("SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 0");
    for (let next = left.shift(); next; next = left.shift()) await client.query(next.make);
  });
}

async function indexesOf(client: Client, tables: readonly string[]): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `SELECT CASE WHEN c.oid IS NULL THEN 'DROP INDEX ' || i.indexrelid::regclass
        ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END AS drop,
      CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
        ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        END AS make
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
    WHERE i.indrelid = ANY($1::text[]::regclass[])
      AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.confrelid = i.indrelid AND f.contype = 'f')
    ORDER BY pg_get_indexdef(i.indexrelid)`,
    [tables],
  );
  return rows;
}
