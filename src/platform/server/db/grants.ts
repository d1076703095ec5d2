import type pg from 'pg';

interface Relation {
  name: string;
  rights: string[];
  held: string[];
}

/**
 * Gives the app role its rights on everything the owner has made, and takes away what it should not hold. A mark in
 * the comment of a table says what: `@append-only` select and insert, `@functions-only` nothing (it is reached
 * through `SECURITY DEFINER` functions); without a mark select, insert, update and delete.
 * @param client connected as the owner of the schema
 */
export async function grantToApp(client: pg.Client, role: string): Promise<void> {
  const grantee = client.escapeIdentifier(role);
  const statements = [
    ...(await schemaGrants(client, role, grantee)),
    ...(await tableGrants(client, role, grantee)),
    ...(await sequenceGrants(client, role, grantee)),
    ...(await functionGrants(client, role, grantee)),
  ];
  // Only differences are written, so that an ordinary start changes no catalogue row that others have cached.
  if (statements.length > 0) await client.query(`BEGIN; ${statements.join('; ')}; COMMIT`);
}

const ownSchemas = `
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname = 'public' OR (nspowner = current_user::regrole AND nspname !~ '^pg_')`;

async function schemaGrants(client: pg.Client, role: string, grantee: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM (${ownSchemas}) own
     WHERE NOT has_schema_privilege($1::text, oid, 'USAGE')`,
    [role],
  );
  return rows.map(({ name }) => `GRANT USAGE ON SCHEMA ${name} TO ${grantee}`);
}

async function tableGrants(client: pg.Client, role: string, grantee: string): Promise<string[]> {
  const { rows } = await client.query<Relation>(
    `SELECT c.oid::regclass::text AS name,
       CASE
         WHEN obj_description(c.oid, 'pg_class') ~ '@functions-only' THEN '{}'::text[]
         WHEN obj_description(c.oid, 'pg_class') ~ '@append-only' THEN '{INSERT,SELECT}'
         WHEN c.relkind IN ('v', 'm') THEN '{SELECT}'
         ELSE '{DELETE,INSERT,SELECT,UPDATE}'
       END AS rights,
       array(
         SELECT a.privilege_type FROM aclexplode(c.relacl) a
         WHERE a.grantee = $1::regrole ORDER BY 1
       ) AS held
     FROM pg_class c JOIN (${ownSchemas}) n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relowner = current_user::regrole
     ORDER BY 1`,
    [role],
  );
  return rows.flatMap(({ name, rights, held }) => {
    if (rights.join() === held.join()) return [];
    const grant = rights.length > 0 ? [`GRANT ${rights.join(', ')} ON ${name} TO ${grantee}`] : [];
    return [`REVOKE ALL ON ${name} FROM ${grantee}`, ...grant];
  });
}

async function sequenceGrants(client: pg.Client, role: string, grantee: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN (${ownSchemas}) n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND c.relowner = current_user::regrole
       -- CASE, because the planner may ask about the right before it has filtered the kind.
       AND NOT CASE WHEN c.relkind = 'S' THEN has_sequence_privilege($1::text, c.oid, 'USAGE') END`,
    [role],
  );
  return rows.map(({ name }) => `GRANT USAGE ON SEQUENCE ${name} TO ${grantee}`);
}

/** An extension's functions belong to PostgreSQL's superuser and are everybody's already. */
async function functionGrants(client: pg.Client, role: string, grantee: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN (${ownSchemas}) n ON n.oid = p.pronamespace
     WHERE p.proowner = current_user::regrole AND NOT has_function_privilege($1::text, p.oid, 'EXECUTE')`,
    [role],
  );
  return rows.map(({ name }) => `GRANT EXECUTE ON ROUTINE ${name} TO ${grantee}`);
}
