import { needsNoClinic } from './exceptions.ts';
import { withClient } from './roles.ts';

interface Table {
  schema: string;
  name: string;
  has_clinic: boolean;
  forced: boolean;
  policies: number;
  key_starts_with_clinic: boolean;
  owned_by_app: boolean;
  open_to_app: boolean;
}

/**
 * Reads the database itself for what must hold of every table: a clinic_id, with row-level security forced on it and
 * first in the primary key, or a place on the list of exceptions; and none that the app role owns.
 * @param url any role of a migrated database
 * @param app name of the app role
 * @returns one sentence for each fault; empty when all is well
 */
export async function protectionFaults(url: string, app: string): Promise<string[]> {
  const tables = await withClient(url, async (client) => {
    const { rows } = await client.query<Table>(
      `SELECT n.nspname AS schema, c.relname AS name,
         EXISTS (
           SELECT 1 FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attname = 'clinic_id' AND a.attnotnull AND NOT a.attisdropped
         ) AS has_clinic,
         c.relrowsecurity AND c.relforcerowsecurity AS forced,
         (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)::int AS policies,
         NOT EXISTS (
           SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
           WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname <> 'clinic_id'
         ) AS key_starts_with_clinic,
         c.relowner::regrole::text = $1 AS owned_by_app,
         has_table_privilege($1::text, c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS open_to_app
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       ORDER BY 1, 2`,
      [app],
    );
    return rows;
  });
  return tables.flatMap(faultsOf);
}

function faultsOf(table: Table): string[] {
  const name = `${table.schema}.${table.name}`;
  const faults: string[] = [];
  if (table.owned_by_app) faults.push(`${name} is owned by the app role`);
  if (needsNoClinic(table.schema, table.name)) {
    if (table.has_clinic && table.open_to_app) {
      faults.push(`${name} shows the app role rows of all clinics: mark it @functions-only, or protect it`);
    }
    return faults;
  }
  if (!table.has_clinic)
    return [...faults, `${name} has no clinic_id (NOT NULL) and is not on the list of exceptions`];
  if (!table.forced || table.policies === 0) faults.push(`${name} is not protected: call serambi_protect`);
  if (!table.key_starts_with_clinic)
    faults.push(`${name} has a primary key that does not start with clinic_id`);
  return faults;
}
