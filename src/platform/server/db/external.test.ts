import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { openExternal } from './external.ts';
import { withClient } from './roles.ts';

let ground: TestDatabase;

beforeAll(async () => {
  ground = await testDatabase();
});

afterAll(() => ground.drop());

test('takes a database whose app role is bound by row-level security', async () => {
  const server = await openExternal(ground.appUrl, ground.adminUrl);
  expect(server).toMatchObject({ appUrl: ground.appUrl, adminUrl: ground.adminUrl, appRole: 'serambi_app' });
  await server.stop();
  expect((await withClient(ground.appUrl, (client) => client.query('SELECT 1'))).rowCount).toBe(1);
});

test('refuses to work as the owner or as a superuser', async () => {
  await expect(openExternal(ground.adminUrl, ground.adminUrl)).rejects.toThrow(
    /could pass row-level security by/,
  );
  await expect(openExternal(ground.superuserUrl, ground.adminUrl)).rejects.toThrow(
    /could pass row-level security by/,
  );
});

test('asks for the owner where only the app role is given, and for one database', async () => {
  await expect(openExternal(ground.appUrl, undefined)).rejects.toThrow(/DATABASE_ADMIN_URL/);
  const elsewhere = await testDatabase();
  await expect(openExternal(ground.appUrl, elsewhere.adminUrl)).rejects.toThrow(/same database/);
  await elsewhere.drop();
});
