import type pg from 'pg';
import { connectTo } from './follow.ts';

export const databaseName = 'serambi';
/** Owns the schema and runs migrations. */
export const ownerRole = 'serambi_owner';
/** What Serambi works as: owns nothing, is bound by row-level security. */
export const appRole = 'serambi_app';

export interface RolePasswords {
  owner: string;
  app: string;
}

/**
 * Makes the two roles, or gives them these passwords again where they are there already.
 * @param superuserUrl a role that may create roles
 */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const [role, password] of [
      [ownerRole, passwords.owner],
      [appRole, passwords.app],
    ] as const) {
      const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = found.rowCount ? 'ALTER' : 'CREATE';
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
         PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
  });
}

/** Makes a database that the owner role owns, unless it is there. Nobody but the two roles may connect. */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  template = 'template0',
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    const quoted = client.escapeIdentifier(name);
    if (!found.rowCount) {
      await client.query(
        `CREATE DATABASE ${quoted} OWNER ${ownerRole} TEMPLATE ${client.escapeIdentifier(template)}`,
      );
    }
    await client.query(
      `REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC; GRANT CONNECT ON DATABASE ${quoted} TO ${appRole}`,
    );
  });
}

/** Runs something on one connection of its own and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectTo(url, { application_name: 'serambi', options: '-c TimeZone=UTC' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** URL over a unix socket, as libpq and node-postgres both read it. */
export function socketUrl(role: string, password: string, socketDir: string, database: string): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(socketDir)}`;
}
