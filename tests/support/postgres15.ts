import { existsSync } from 'node:fs';
import { startThrowaway } from './server.ts';

/** Where Debian puts PostgreSQL 15, the oldest version that Serambi works on. */
const debianFolder = '/usr/lib/postgresql/15';

/**
 * Starts Debian's PostgreSQL 15 in a folder of its own, for running the tests on the oldest version: give
 * `superuserUrl` to them as `TEST_DATABASE_ADMIN_URL`.
 * @throws Error that says what to install where it is missing
 */
export async function startPostgres15(): Promise<{ superuserUrl: string; remove: () => Promise<void> }> {
  if (!existsSync(`${debianFolder}/bin/postgres`)) {
    throw new Error(`${debianFolder} is missing: apt-get install postgresql-15`);
  }
  return startThrowaway(debianFolder);
}
