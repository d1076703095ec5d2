import path from 'node:path';
import type { ServerOptions } from '../server.ts';

/** What the environment says, in one place: see "Settings" in the README. */
export function optionsFromEnvironment(): ServerOptions {
  const { env } = process;
  return {
    dataDir: path.resolve(env.SERAMBI_DATA ?? 'data'),
    host: env.HOST || '127.0.0.1',
    port: portOf(env.PORT),
    databaseUrl: env.DATABASE_URL,
    databaseAdminUrl: env.DATABASE_ADMIN_URL,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, ''),
    trustProxy: env.TRUST_PROXY === '1' || env.TRUST_PROXY === 'true',
  };
}

function portOf(given: string | undefined): number {
  if (!given) return 8080;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not ${given}`);
  return port;
}
