import path from 'node:path';
import { backupSettings } from '#platform/server/backup/settings.ts';
import { trustProxyOf } from '#platform/server/http/proxy.ts';
import { readTls, type Tls } from '#platform/server/network/settings.ts';
import type { ServerOptions } from '../server.ts';

/** What the environment says, in one place: see "Settings" in the README. */
export function optionsFromEnvironment(): ServerOptions {
  const { env } = process;
  const dataDir = path.resolve(env.SERAMBI_DATA ?? 'data');
  return {
    dataDir,
    host: env.HOST || '127.0.0.1',
    port: portOf('PORT', 8080),
    tlsPort: portOf('SERAMBI_TLS_PORT', 8443),
    pairingPort: portOf('SERAMBI_PAIRING_PORT', 8081),
    databaseUrl: env.DATABASE_URL,
    databaseAdminUrl: env.DATABASE_ADMIN_URL,
    // of a database that somebody else runs, backups are theirs
    backup: env.DATABASE_URL ? undefined : backupSettings(env, dataDir),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, ''),
    trustProxy: trustProxyOf(env.TRUST_PROXY),
  };
}

/**
 * How the clinic's network is to be served: by the files that the environment names, or as set-up left it. `SERAMBI_TLS=0`
 * keeps to this machine whatever set-up said, `SERAMBI_TLS=1` serves by the clinic's own authority.
 */
export async function tlsFromEnvironment(dataDir: string): Promise<Tls> {
  const { SERAMBI_TLS: wanted, SERAMBI_TLS_CERT: cert, SERAMBI_TLS_KEY: key } = process.env;
  if (wanted === '0') return { kind: 'off' };
  if (cert && key) return { kind: 'given', cert: path.resolve(cert), key: path.resolve(key) };
  if (cert || key)
    throw new Error('SERAMBI_TLS_CERT and SERAMBI_TLS_KEY go together; one of them is missing.');
  return wanted === '1' ? { kind: 'own' } : readTls(dataDir);
}

function portOf(name: string, otherwise: number): number {
  const given = process.env[name];
  if (!given) return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} must be a number from 0 to 65535, not ${given}`);
  return port;
}
