import { readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allMigrations } from '#app/migrate.ts';
import { isAlive } from '#platform/server/db/cluster.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { ensureDatabase, ensureRoles, ownerRole, withClient } from '#platform/server/db/roles.ts';
import { startEmbedded } from '#platform/server/db/supervisor.ts';

/** What a test file needs to make its own database. */
export interface TestServer {
  superuserUrl: string;
  /** A migrated database without rows, which nobody connects to. */
  template: string;
}

/** Both roles' password on a server that holds nothing but tests. */
export const testPassword = 'serambi-test';
const folderStart = 'serambi-test-';

/** The same server and role with another database; a role's own name takes the test password. */
export function databaseUrl(superuserUrl: string, database: string, role?: string): string {
  const [, credentials, rest] = /^postgres(?:ql)?:\/\/([^@/]*)@(.*)$/.exec(superuserUrl) ?? [];
  if (credentials === undefined || rest === undefined) throw new Error('not a PostgreSQL URL with a user');
  const [host = '', query] = rest.split('?');
  const user = role ? `${role}:${testPassword}` : credentials;
  return `postgresql://${user}@${host.split('/')[0]}/${database}${query ? `?${query}` : ''}`;
}

/**
 * Starts the server that all tests of one run share, with a migrated template. `TEST_DATABASE_ADMIN_URL` (a
 * superuser's) takes the place of the embedded one.
 * @returns the server and a function that removes every trace of it
 */
export async function startTestServer(
  given = process.env.TEST_DATABASE_ADMIN_URL,
): Promise<{ server: TestServer; remove: () => Promise<void> }> {
  if (given) {
    const server = await withTemplate(given);
    return { server, remove: () => dropDatabase(server.superuserUrl, server.template) };
  }
  await sweepAbandoned();
  const embedded = await startThrowaway();
  try {
    return { server: await withTemplate(embedded.superuserUrl), remove: embedded.remove };
  } catch (error) {
    await embedded.remove();
    throw error;
  }
}

/**
 * An embedded server in a folder of its own, without fsync.
 * @param programs another PostgreSQL installation than the packaged one
 */
export async function startThrowaway(
  programs?: string,
): Promise<{ superuserUrl: string; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), `${folderStart}${process.pid}-`));
  // PostgreSQL runs as another account when root tests; it must be able to walk in.
  await chmod(dataDir, 0o711);
  const server = await startEmbedded({ dataDir, fsync: false, ...(programs && { programs }) });
  return {
    superuserUrl: server.superuserUrl,
    remove: async () => {
      await server.stop();
      for (const folder of [dataDir, server.home]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withTemplate(superuserUrl: string): Promise<TestServer> {
  await ensureRoles(superuserUrl, { owner: testPassword, app: testPassword });
  const template = `serambi_template_${process.pid}_${Date.now()}`;
  await ensureDatabase(superuserUrl, template);
  await migrate(databaseUrl(superuserUrl, template, ownerRole), await allMigrations());
  return { superuserUrl, template };
}

/** Drops a database, cutting off whoever is connected. */
export async function dropDatabase(superuserUrl: string, database: string): Promise<void> {
  await withClient(superuserUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
  );
}

/** A test run that was killed leaves its server running; the next run stops and removes it. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const runner = Number(/^serambi-test-(\d+)-/.exec(name)?.[1]);
    if (!(runner > 0) || isAlive(runner)) continue;
    const folder = path.join(os.tmpdir(), name);
    const postmaster = Number(
      (await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
    );
    if (postmaster > 0 && isAlive(postmaster)) process.kill(postmaster, 'SIGQUIT');
    for (let tries = 0; postmaster > 0 && isAlive(postmaster) && tries < 100; tries += 1) await sleep(50);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
