import type pg from 'pg';
import { withClient } from '#platform/server/db/roles.ts';
import type { TestClinic } from '../clinic.ts';

/** Of rows in whatever order: sorting the trail, which grows with each call, took most of the time. */
const digest = (row: string) =>
  `count(*) || ' ' || coalesce(sum(hashtextextended(${row}, 0)::numeric)::text, '')`;

/** Workers and compiled code for a hundred small tables take longer to get ready than the tables to read. */
const byItself = 'SET max_parallel_workers_per_gather = 0; SET jit = off';

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
    await client.query(byItself);
    const digests: Record<string, string> = {};
    for (const name of await clinicTables(client)) {
      const found = await client.query<{ digest: string }>(
        `SELECT ${digest('t::text')} AS digest
         FROM "${name}" t WHERE clinic_id = $1`,
        [clinicId],
      );
      digests[name] = found.rows[0]?.digest ?? '';
    }
    return digests;
  });
}

/** Every id that stands anywhere in the rows of a clinic and in none of the other one's. */
export async function idsOfClinic(
  superuserUrl: string,
  clinicId: string,
  otherId: string,
): Promise<ReadonlySet<string>> {
  return withClient(superuserUrl, async (client) => {
    const ids = async (of: string) => {
      const found = new Set<string>();
      for (const name of await clinicTables(client)) {
        const { rows } = await client.query<{ id: string }>(
          `SELECT DISTINCT (regexp_matches(t::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1] AS id
           FROM "${name}" t WHERE clinic_id = $1`,
          [of],
        );
        for (const { id } of rows) found.add(id);
      }
      return found;
    };
    const [theirs, others] = [await ids(clinicId), await ids(otherId)];
    return new Set([...theirs].filter((id) => !others.has(id)));
  });
}

async function clinicTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT table_name AS name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND column_name = 'clinic_id' AND table_type = 'BASE TABLE' ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/** Ids of a clinic's resources by type, at most two of each, the oldest first. */
export async function resourcesOf(clinic: TestClinic): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  await withClient(clinic.database.superuserUrl, async (client) => {
    const rows = await client.query<{ type: string; id: string }>(
      // of Binaries those of a patient: of the others the right is that of what they belong to, which its duty tries;
      // and nothing of a chart that was joined with another: it is written to by nobody, which its duty tries
      `SELECT type, id FROM record_resource r WHERE clinic_id = $1 AND NOT deleted
         AND (type <> 'Binary' OR content ~ '"reference": ?"Patient/')
         AND NOT EXISTS (SELECT FROM record_joined j WHERE j.clinic_id = r.clinic_id
           AND j.patient_id IN (r.patient_id, CASE WHEN r.type = 'Patient' THEN r.id END)) ORDER BY type, id`,
      [clinic.clinic.id],
    );
    for (const { type, id } of rows.rows) found[type] = [...(found[type] ?? []), id].slice(0, 2);
    // the trail is no part of the record, but is shown as if it were
    const trail = await client.query<{ id: string }>(
      'SELECT id FROM audit_event WHERE clinic_id = $1 AND patient_id IS NOT NULL ORDER BY id LIMIT 2',
      [clinic.clinic.id],
    );
    found.AuditEvent = trail.rows.map(({ id }) => id);
  });
  return found;
}
