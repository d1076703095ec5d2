import path from 'node:path';
import { givenCertificate } from '#platform/server/network/given-certificate.ts';
import { keepTls, type Tls } from '#platform/server/network/settings.ts';
import { showKeyOnce } from './backup-key.ts';
import { optionsFromEnvironment } from './environment.ts';
import { start } from './start.ts';

export interface SetupOptions {
  cert?: string;
  key?: string;
  /** `--no-network`: this machine alone. */
  network: boolean;
}

/**
 * `serambi setup`: starts without the demo, serves the clinic's network by HTTPS, and leads to the set-up page. How the
 * network is served is kept for later starts once this one has succeeded.
 */
export async function setUp(options: SetupOptions): Promise<void> {
  process.env.SERAMBI_DEMO = '0';
  const tls = await tlsOf(options);
  await start(tls);
  const { dataDir, backup } = optionsFromEnvironment();
  await keepTls(dataDir, tls);
  // a key must not stand in a service's log: only where somebody sits before it
  if (backup && process.stdin.isTTY) await showKeyOnce(dataDir);
}

async function tlsOf({ cert, key, network }: SetupOptions): Promise<Tls> {
  if (!network) return { kind: 'off' };
  if (!cert && !key) return { kind: 'own' };
  if (!cert || !key) throw new Error('Give both: --cert FILE --key FILE.');
  const files = { cert: path.resolve(cert), key: path.resolve(key) };
  await givenCertificate(files, Date.now).read();
  return { kind: 'given', ...files };
}
