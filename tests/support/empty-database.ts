import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from '#platform/server/db/database.ts';
import { appRole, ensureDatabase, ownerRole } from '#platform/server/db/roles.ts';
import { databaseUrl, dropDatabase } from './server.ts';

/** A migrated database without a single clinic. */
export interface EmptyDatabase {
  /** As the app role. */
  db: Database;
  /** As the owner of the schema. */
  owner: Database;
  appUrl: string;
  adminUrl: string;
  superuserUrl: string;
  drop(): Promise<void>;
}

/** Makes one from the run's template; `drop` it in the end. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const server = inject('testServer');
  const name = `serambi_test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(server.superuserUrl, name, server.template);
  const [appUrl, adminUrl] = [appRole, ownerRole].map((role) =>
    databaseUrl(server.superuserUrl, name, role),
  ) as [string, string];
  const db = openDatabase(appUrl, { max: 4 });
  const owner = openDatabase(adminUrl, { max: 2 });
  return {
    ...{ db, owner, appUrl, adminUrl, superuserUrl: databaseUrl(server.superuserUrl, name) },
    drop: async () => {
      await db.close();
      await owner.close();
      await dropDatabase(server.superuserUrl, name);
    },
  };
}
