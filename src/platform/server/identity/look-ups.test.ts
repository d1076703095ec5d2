import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { type IdentityGround, identityGround, password } from '#testing/identity.ts';
import { forgetOldSecrets } from './accounts.ts';
import { keepChallenge, takeChallenge } from './challenges.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

it.each([
  ...['identity_login', 'identity_session', 'identity_token', 'identity_link', 'identity_attempt'],
  ...['identity_challenge', 'identity_address'],
])('lets the app role neither read nor write %s', async (table) => {
  const { pool } = ground.test.db;
  await expect(pool.query(`SELECT FROM ${table}`)).rejects.toThrow(/permission denied/);
  await expect(pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
  await expect(pool.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied/);
});

it('runs every function with its owner’s rights under a fixed search path', async () => {
  const functions = await ground.see<{ proname: string; prosecdef: boolean; proconfig: string[] | null }>(
    "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'identity\\_%'",
  );
  expect(functions.length).toBeGreaterThan(15);
  for (const one of functions) {
    expect(one).toMatchObject({ prosecdef: true, proconfig: ['search_path=pg_catalog, public, pg_temp'] });
  }
});

it('acts in the clinic of the transaction only', async () => {
  const staffId = await ground.person('a@a.test');
  const browser = ground.browser();
  await browser.open('signIn', { login: 'a@a.test', password });
  const sessionId = (await browser.who())?.session?.id;
  const { clinicB } = ground.test;
  await inClinic(ground.database, clinicB.id, async (tx) => {
    await sql`SELECT identity_end_session(${sessionId}, now())`.execute(tx);
    await sql`SELECT identity_lock_session(${sessionId}, now())`.execute(tx);
    await sql`SELECT identity_end_all(${staffId}, NULL, true, now())`.execute(tx);
    const renewed = await sql<{ done: boolean }>`
      SELECT identity_renew_session(${sessionId}, '\\x01', now()) AS done`.execute(tx);
    expect(renewed.rows[0]?.done).toBe(false);
  });
  expect((await browser.who())?.session?.locked).toBe(false);
  const stolen = await inClinic(ground.database, clinicB.id, (tx) =>
    sql<{
      opened: boolean;
    }>`SELECT identity_open_session(${randomUUID()}, '\\x02', ${staffId}, NULL, NULL, 15,
      now() + interval '1 hour', NULL, NULL, 'password', now()) AS opened`.execute(tx),
  );
  expect(stolen.rows[0]?.opened).toBe(false);
});

it('makes and uses up challenges of the transaction’s clinic only', async () => {
  const { database } = ground;
  const { clinicA, clinicB } = ground.test;
  const staffId = await ground.person('challenged@a.test');
  const now = ground.now();
  const make = (clinicId: string, secret: string) =>
    inClinic(database, clinicId, (tx) => keepChallenge(tx, secret, 'factor', staffId, now));
  await expect(make(clinicB.id, 'theirs')).rejects.toThrow(/foreign key/);
  await expect(keepChallenge(database.kysely, 'nowhere', 'factor', staffId, now)).rejects.toThrow(/check/);
  await make(clinicA.id, 'hers');
  const take = (clinicId: string) =>
    inClinic(database, clinicId, (tx) => takeChallenge(tx, 'hers', 'factor', now));
  expect(await take(clinicB.id)).toBeUndefined();
  expect(await take(clinicA.id)).toEqual({ clinicId: clinicA.id, staffId });
  expect(await take(clinicA.id)).toBeUndefined();
});

it('leaves the clinic of a transaction as it was, whoever it looks up', async () => {
  const { clinicB } = ground.test;
  await inClinic(ground.database, clinicB.id, async (tx) => {
    await sql`SELECT identity_begin_attempt('a@a.test', NULL, ${ground.now()}), identity_demo_people(),
      identity_people_at('\\x00', now())`.execute(tx);
    const set = await sql<{ clinic: string }>`SELECT serambi_clinic() AS clinic`.execute(tx);
    expect(set.rows[0]?.clinic).toBe(clinicB.id);
  });
  const outside = await sql<{ clinic: string | null }>`SELECT serambi_clinic() AS clinic`.execute(
    ground.database.kysely,
  );
  expect(outside.rows[0]?.clinic).toBeNull();
});

it('forgets what can open nothing any more', async () => {
  const before = await ground.see('SELECT FROM identity_session');
  expect(before.length).toBeGreaterThan(0);
  ground.pass(30 * 24 * 60);
  await forgetOldSecrets(ground);
  expect(await ground.see('SELECT FROM identity_session')).toEqual([]);
  expect(await ground.see('SELECT FROM identity_attempt')).toEqual([]);
});
