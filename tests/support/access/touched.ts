import type pg from 'pg';
import { withClient } from '#platform/server/db/roles.ts';
import type { TestClinic } from '../clinic.ts';

/**
 * Notes each row that is written in a table of a clinic, as it was and as it is. Reading the whole trail before and
 * after each call instead takes longer with every call: it was nine tenths of the time of the access tests.
 */
const watch = `
  CREATE SCHEMA watched;
  CREATE UNLOGGED TABLE watched.touched (
    at bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    clinic_id uuid,
    content text NOT NULL
  );
  GRANT USAGE ON SCHEMA watched TO PUBLIC;
  GRANT INSERT ON watched.touched TO PUBLIC;
  CREATE FUNCTION watched.note() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD::text IS NOT DISTINCT FROM NEW::text THEN RETURN NULL; END IF;
    INSERT INTO watched.touched (name, clinic_id, content)
    SELECT TG_TABLE_NAME, row.clinic_id, row.content
    FROM (VALUES (OLD.clinic_id, OLD::text), (NEW.clinic_id, NEW::text)) AS row (clinic_id, content)
    WHERE row.content IS NOT NULL;
    RETURN NULL;
  END $$;
  DO $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT t.table_name FROM information_schema.columns t
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND column_name = 'clinic_id' AND table_type = 'BASE TABLE'
    LOOP
      EXECUTE format('CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION watched.note()', name);
    END LOOP;
  END $$`;

/** How often each table was written with one of the patient's ids in the row, counted up to one of the notes. */
interface Count {
  upTo: string;
  tables: Record<string, number>;
}

/** By database; within, by clinic and ids. */
const databases = new Map<string, Promise<Map<string, Count>>>();

/**
 * How often, since this was first asked, a row was written in which one of a patient's ids stands, table by table. The
 * same before and after means that nothing of hers was touched.
 * @param ids hers alone: what stands in rows of others too would count those
 */
export async function touchedOf(
  { database, clinic }: TestClinic,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const url = database.superuserUrl;
  const watched = databases.get(url) ?? beginWatching(url);
  databases.set(url, watched);
  const counts = await watched;
  const who = [clinic.id, ...ids].join(' ');
  return withClient(url, async (client) => {
    const upTo = await lastNote(client);
    const known = counts.get(who) ?? { upTo, tables: Object.fromEntries(await watchedTables(client)) };
    const { rows } = await client.query<{ name: string; times: number }>(
      `SELECT name, count(*)::int AS times FROM watched.touched
       WHERE at > $1 AND at <= $2 AND clinic_id = $3
         AND EXISTS (SELECT FROM unnest($4::text[]) AS one WHERE strpos(content, one) > 0)
       GROUP BY name`,
      [known.upTo, upTo, clinic.id, ids],
    );
    const tables = { ...known.tables };
    for (const { name, times } of rows) tables[name] = (tables[name] ?? 0) + times;
    counts.set(who, { upTo, tables });
    return tables;
  });
}

/** A copy of a database that is watched is watched already. */
async function beginWatching(superuserUrl: string): Promise<Map<string, Count>> {
  await withClient(superuserUrl, async (client) => {
    const { rows } = await client.query(`SELECT FROM pg_namespace WHERE nspname = 'watched'`);
    if (rows.length === 0) await client.query(watch);
  });
  return new Map();
}

async function lastNote(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(at), 0) AS last FROM watched.touched',
  );
  return rows[0]?.last ?? '0';
}

async function watchedTables(client: pg.Client): Promise<[name: string, times: number][]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT event_object_table AS name FROM information_schema.triggers WHERE trigger_name = 'watched'`,
  );
  return rows.map(({ name }) => [name, 0]);
}
