import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allMigrations } from '#app/migrate.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { protectionFaults } from './catalogue.ts';
import { inClinic } from './database.ts';
import { tablesWithoutClinic } from './exceptions.ts';
import { type Migration, migrate } from './migrate.ts';
import { appRole, withClient } from './roles.ts';

let ground: TestDatabase;

const sample: Migration = {
  name: 'slices/sample/0001-sample.sql',
  checksum: 'sample',
  sql: `
    CREATE TABLE sample_note (clinic_id uuid NOT NULL, id int, PRIMARY KEY (clinic_id, id));
    SELECT serambi_protect('sample_note');
    CREATE TABLE sample_trail (clinic_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (clinic_id, id));
    SELECT serambi_protect('sample_trail');
    COMMENT ON TABLE sample_trail IS 'What happened. @append-only';
    CREATE TABLE sample_secret (clinic_id uuid NOT NULL, id int, PRIMARY KEY (clinic_id, id));
    SELECT serambi_protect('sample_secret');
    COMMENT ON TABLE sample_secret IS 'Never read directly. @functions-only';
  `,
};

beforeAll(async () => {
  ground = await testDatabase();
  await migrate(ground.adminUrl, [...(await allMigrations()), sample]);
  for (const { id } of [ground.clinicA, ground.clinicB]) {
    await inClinic(ground.db, id, (tx) => sql`INSERT INTO sample_note VALUES (${id}, 1)`.execute(tx));
  }
});

afterAll(() => ground.drop());

const asApp = (text: string) => withClient(ground.appUrl, (client) => client.query(text));
const refused = { code: '42501' };

describe('rows of a clinic', () => {
  test('are invisible while no clinic is set, or an empty one, also to the owner of the table', async () => {
    expect((await asApp('SELECT * FROM sample_note')).rows).toEqual([]);
    await withClient(ground.appUrl, async (client) => {
      await client.query("SET serambi.clinic = ''");
      expect((await client.query('SELECT * FROM sample_note')).rows).toEqual([]);
    });
    const owner = await withClient(ground.adminUrl, (client) => client.query('SELECT * FROM sample_note'));
    expect(owner.rows).toEqual([]);
  });

  test('are visible, changed and removed in their own clinic only', async () => {
    const { clinicA, clinicB } = ground;
    const seen = await inClinic(ground.db, clinicA.id, async (tx) => {
      const all = await sql`SELECT clinic_id FROM sample_note`.execute(tx);
      const foreign = sql`WHERE clinic_id = ${clinicB.id}`;
      const changed = await sql`UPDATE sample_note SET id = 9 ${foreign}`.execute(tx);
      const removed = await sql`DELETE FROM sample_note ${foreign}`.execute(tx);
      return [all.rows, changed.numAffectedRows, removed.numAffectedRows];
    });
    expect(seen).toEqual([[{ clinic_id: clinicA.id }], 0n, 0n]);
  });

  test('cannot be written into another clinic', async () => {
    const { clinicA, clinicB } = ground;
    const insert = inClinic(ground.db, clinicA.id, (tx) =>
      sql`INSERT INTO sample_note VALUES (${clinicB.id}, 2)`.execute(tx),
    );
    await expect(insert).rejects.toMatchObject(refused);
    const move = inClinic(ground.db, clinicA.id, (tx) =>
      sql`UPDATE sample_note SET clinic_id = ${clinicB.id}`.execute(tx),
    );
    await expect(move).rejects.toMatchObject(refused);
  });

  test('are forgotten when the transaction ends, on a connection that is used again', async () => {
    await withClient(ground.appUrl, async (client) => {
      await client.query(`BEGIN; SELECT set_config('serambi.clinic', '${ground.clinicA.id}', true)`);
      expect((await client.query('SELECT 1 FROM sample_note')).rowCount).toBe(1);
      await client.query('COMMIT');
      expect((await client.query('SELECT 1 FROM sample_note')).rowCount).toBe(0);
    });
  });
});

describe('the app role', () => {
  test.each([
    'ALTER TABLE sample_note DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE sample_note NO FORCE ROW LEVEL SECURITY',
    'DROP POLICY own_clinic ON sample_note',
    'CREATE POLICY mine ON sample_note USING (true)',
    "SELECT serambi_protect('sample_note')",
    'CREATE TABLE loophole (id int)',
    'ALTER ROLE serambi_app BYPASSRLS',
    'SET ROLE serambi_owner',
    'TRUNCATE sample_note',
    'SELECT * FROM platform_migration',
    'UPDATE sample_trail SET clinic_id = clinic_id',
    'DELETE FROM sample_trail',
    'TRUNCATE sample_trail',
    'SELECT * FROM sample_secret',
  ])('may not: %s', async (text) => {
    await expect(asApp(text)).rejects.toMatchObject(refused);
  });

  test('is an ordinary role that owns nothing', async () => {
    const { rows } = await asApp(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname = current_user`,
    );
    const none = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    };
    expect(rows).toEqual([{ ...none, owned: 0 }]);
  });

  test('is refused rows even with row_security turned off', async () => {
    await expect(asApp('SET row_security = off; SELECT * FROM sample_note')).rejects.toMatchObject(refused);
  });

  test('adds to an append-only table and reads it', async () => {
    const { id } = ground.clinicA;
    const rows = await inClinic(ground.db, id, async (tx) => {
      await sql`INSERT INTO sample_trail (clinic_id) VALUES (${id})`.execute(tx);
      return (await sql`SELECT clinic_id FROM sample_trail`.execute(tx)).rows;
    });
    expect(rows).toEqual([{ clinic_id: id }]);
  });

  test('loses what a later mark takes from it', async () => {
    const later = {
      ...sample,
      name: 'slices/sample/0002-later.sql',
      sql: "COMMENT ON TABLE sample_note IS '@append-only'",
    };
    await migrate(ground.adminUrl, [...(await allMigrations()), sample, later]);
    await expect(asApp('DELETE FROM sample_note')).rejects.toMatchObject(refused);
  });
});

describe('every table', () => {
  test('is bound to its clinic or on the list of exceptions', async () => {
    expect(await protectionFaults(ground.adminUrl, appRole)).toEqual([]);
  });

  test('would be reported without its protection, its clinic or its key', async () => {
    await withClient(ground.adminUrl, async (client) => {
      await client.query(`
        CREATE TABLE planted_bare (clinic_id uuid NOT NULL, id int, PRIMARY KEY (id, clinic_id));
        CREATE TABLE planted_homeless (id int PRIMARY KEY);
        GRANT SELECT ON identity_session TO serambi_app;
      `);
      const faults = await protectionFaults(ground.adminUrl, appRole);
      await client.query(
        'DROP TABLE planted_bare, planted_homeless; REVOKE SELECT ON identity_session FROM serambi_app',
      );
      expect(faults).toEqual([
        'public.identity_session shows the app role rows of all clinics: mark it @functions-only, or protect it',
        'public.planted_bare is not protected: call serambi_protect',
        'public.planted_bare has a primary key that does not start with clinic_id',
        'public.planted_homeless has no clinic_id (NOT NULL) and is not on the list of exceptions',
      ]);
    });
  });

  test('that is on the list exists', async () => {
    const names = Object.keys(tablesWithoutClinic).filter((name) => !name.endsWith('.*'));
    const { rows } = await withClient(ground.adminUrl, (client) =>
      client.query<{ name: string }>(
        'SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NULL',
        [names],
      ),
    );
    expect(rows).toEqual([]);
  });
});
