import { createHash } from 'node:crypto';
import { withClient } from '#platform/server/db/roles.ts';

/** SHA-256 of every table's rows in an order of their own, by table; written apart from what the product counts. */
export async function contentsOf(url: string): Promise<Map<string, string>> {
  return withClient(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const contents = new Map<string, string>();
    for (const { name } of tables.rows) {
      const rows = await client.query<{ line: string }>(
        `SELECT to_jsonb(t)::text AS line FROM ${name} t ORDER BY 1`,
      );
      const hash = createHash('sha256');
      for (const { line } of rows.rows) hash.update(line).update('\n');
      contents.set(name, `${rows.rows.length} ${hash.digest('hex')}`);
    }
    return contents;
  });
}

/** Names of the tables that are not the same. */
export function unequal(a: Map<string, string>, b: Map<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
}
