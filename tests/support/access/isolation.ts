import { withClient } from '#platform/server/db/roles.ts';
import type { TestClinic } from '../clinic.ts';

/**
 * What a clinic holds, table by table, as PostgreSQL's superuser sees it: a digest of all its rows. The same before
 * and after means that nothing of it was touched.
 */
export async function digestsOf(clinic: TestClinic): Promise<Record<string, string>> {
  return digestOfClinic(clinic.database.superuserUrl, clinic.clinic.id);
}

export async function digestOfClinic(
  superuserUrl: string,
  clinicId: string,
): Promise<Record<string, string>> {
  return withClient(superuserUrl, async (client) => {
    const tables = await client.query<{ name: string }>(`
      SELECT table_name AS name FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND column_name = 'clinic_id' AND table_type = 'BASE TABLE' ORDER BY 1`);
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const found = await client.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest
         FROM "${name}" t WHERE clinic_id = $1`,
        [clinicId],
      );
      digests[name] = found.rows[0]?.digest ?? '';
    }
    return digests;
  });
}

/** Ids of a clinic's resources by type, at most two of each, the oldest first. */
export async function resourcesOf(clinic: TestClinic): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  await withClient(clinic.database.superuserUrl, async (client) => {
    const rows = await client.query<{ type: string; id: string }>(
      'SELECT type, id FROM record_resource WHERE clinic_id = $1 AND NOT deleted ORDER BY type, id',
      [clinic.clinic.id],
    );
    for (const { type, id } of rows.rows) found[type] = [...(found[type] ?? []), id].slice(0, 2);
  });
  return found;
}
