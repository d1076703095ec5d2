import { withClient } from './roles.ts';
import type { DatabaseServer } from './supervisor.ts';

/** A PostgreSQL that somebody else runs: 15 or later, with the two roles and an empty database made beforehand. */
export interface ExternalServer extends DatabaseServer {
  /** Name of the role in `DATABASE_URL`, which migrations give its rights to. */
  appRole: string;
}

/**
 * Checks that the database is new enough and that the app role is bound by row-level security.
 * @param appUrl `DATABASE_URL`
 * @param adminUrl `DATABASE_ADMIN_URL`, the owner of the database
 * @throws Error that says what is wrong and what to do; it quotes no password
 */
export async function openExternal(appUrl: string, adminUrl: string | undefined): Promise<ExternalServer> {
  if (!adminUrl)
    throw new Error('DATABASE_URL is set: DATABASE_ADMIN_URL (the owner, for migrations) is needed too');
  const app = await describe(appUrl);
  const admin = await describe(adminUrl);
  if (app.version < 150_000) throw new Error('PostgreSQL 15 or later is needed');
  if (app.database !== admin.database) {
    throw new Error('DATABASE_URL and DATABASE_ADMIN_URL must name the same database');
  }
  if (app.unbound || app.role === admin.role) {
    throw new Error(
      `The role ${app.role} in DATABASE_URL could pass row-level security by. ` +
        'It must be no superuser, have no BYPASSRLS and be no member of the owner.',
    );
  }
  if (app.encoding !== 'UTF8') throw new Error('The database must be encoded in UTF8');
  return { appUrl, adminUrl, appRole: app.role, stop: async () => undefined };
}

interface Description {
  version: number;
  role: string;
  database: string;
  encoding: string;
  unbound: boolean;
}

async function describe(url: string): Promise<Description> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Description>(
      `SELECT current_setting('server_version_num')::int AS version,
         current_user AS role,
         d.datname AS database,
         pg_encoding_to_char(d.encoding) AS encoding,
         EXISTS (
           SELECT 1 FROM pg_roles r
           WHERE pg_has_role(current_user, r.oid, 'MEMBER') AND (r.rolsuper OR r.rolbypassrls OR r.oid = d.datdba)
         ) AS unbound
       FROM pg_database d WHERE d.datname = current_database()`,
    );
    if (!rows[0]) throw new Error('the database did not describe itself');
    return rows[0];
  });
}
