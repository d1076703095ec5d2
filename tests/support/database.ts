import { randomBytes, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { Clinic } from '#platform/server/context.ts';
import { type Database, openDatabase } from '#platform/server/db/database.ts';
import { appRole, ensureDatabase, ownerRole, withClient } from '#platform/server/db/roles.ts';
import { databaseUrl, dropDatabase, type TestServer } from './server.ts';

/** A database of one test file, with two clinics and nothing else in it. */
export interface TestDatabase {
  /** Connected as the app role, as Serambi is. */
  db: Database;
  /** The owner of the schema. Row-level security binds it too. */
  adminUrl: string;
  appUrl: string;
  /** PostgreSQL's superuser on this database: to see what was stored past row-level security. */
  superuserUrl: string;
  /** In Jakarta, rupiah, Indonesian. */
  clinicA: Clinic;
  /** In New York, dollars, English. */
  clinicB: Clinic;
  /** Closes `db` and removes the database. */
  drop(): Promise<void>;
}

/**
 * Makes a database from the migrated template. Call it in `beforeAll` and `drop` in `afterAll`.
 * @param server the run's own, unless a campaign brings another
 */
export async function testDatabase(server: TestServer = inject('testServer')): Promise<TestDatabase> {
  const name = `serambi_test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(server.superuserUrl, name, server.template);
  const adminUrl = databaseUrl(server.superuserUrl, name, ownerRole);
  const appUrl = databaseUrl(server.superuserUrl, name, appRole);
  const clinicA = clinic('klinik-a', 'Klinik A', 'ID', 'Asia/Jakarta', 'IDR', 'id');
  const clinicB = clinic('clinic-b', 'Clinic B', 'US', 'America/New_York', 'USD', 'en');
  await insertClinics(adminUrl, [clinicA, clinicB]);
  const db = openDatabase(appUrl, { max: 20 });
  return {
    db,
    adminUrl,
    appUrl,
    superuserUrl: databaseUrl(server.superuserUrl, name),
    clinicA,
    clinicB,
    drop: async () => {
      await db.close();
      await dropDatabase(server.superuserUrl, name);
    },
  };
}

/** A copy of a database and all that is in it. Nobody may be connected to the first while it is taken. */
export async function copyDatabase(from: TestDatabase, server: TestServer): Promise<TestDatabase> {
  const name = `serambi_test_${randomBytes(6).toString('hex')}`;
  const first = /\/([^/?]+)(\?|$)/.exec(from.superuserUrl.replace(/^postgres(ql)?:\/\//, ''))?.[1] ?? '';
  await ensureDatabase(server.superuserUrl, name, first);
  const appUrl = databaseUrl(server.superuserUrl, name, appRole);
  const db = openDatabase(appUrl, { max: 8 });
  return {
    ...from,
    db,
    appUrl,
    adminUrl: databaseUrl(server.superuserUrl, name, ownerRole),
    superuserUrl: databaseUrl(server.superuserUrl, name),
    drop: async () => {
      await db.close();
      await dropDatabase(server.superuserUrl, name);
    },
  };
}

function clinic(
  slug: string,
  name: string,
  country: string,
  zone: string,
  currency: string,
  language: Clinic['language'],
): Clinic {
  return { id: randomUUID(), slug, name, country, zone, currency, language, demo: false, settings: {} };
}

async function insertClinics(adminUrl: string, clinics: Clinic[]): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const { id, slug, name, country, zone, currency, language } of clinics) {
      await client.query(
        `INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, slug, name, country, zone, currency, language],
      );
    }
  });
}
