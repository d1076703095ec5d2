import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#testing/database.ts';
import { withClient } from './db/roles.ts';
import { openLog } from './log.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

function logged(error: unknown): string {
  const lines: string[] = [];
  openLog((line) => void lines.push(line)).error({ err: error }, 'it failed');
  return lines.join('');
}

const name = 'Wulandari';
const failing: [string, () => Promise<unknown>][] = [
  ['a value that the database cannot read', () => test.db.pool.query(`SELECT '${name}'::uuid`)],
  [
    'a row that breaks a constraint',
    () =>
      withClient(test.adminUrl, (client) =>
        client.query(
          `CREATE TEMP TABLE one (name text CHECK (name = '')); INSERT INTO one VALUES ('${name}')`,
        ),
      ),
  ],
  ['JSON that cannot be read', async () => JSON.parse(`{"name": ${name}}`)],
  [
    'an error with a cause and a message over several lines',
    async () => Promise.reject(new Error(`first\n  at ${name}`, { cause: new TypeError(name) })),
  ],
];

it.each(failing)('tells of %s without the value', async (_, fails) => {
  const error = await fails().then(
    () => undefined,
    (one: Error) => one,
  );
  expect(error?.message.includes(name) || JSON.stringify(error).includes(name)).toBe(true);
  const text = logged(error);
  expect(text).not.toContain(name);
  expect(text).toContain('it failed');
  expect(JSON.parse(text).err.name).toBe(error?.constructor.name);
});

it('tells which constraint broke, and where', async () => {
  const error = await test.db.pool
    .query(`INSERT INTO platform_clinic (id, slug, name) VALUES (gen_random_uuid(), 'x', 'x')`)
    .catch((one) => one);
  const { err } = JSON.parse(logged(error));
  expect(err).toMatchObject({ code: '23502', table: 'platform_clinic', column: 'country' });
  const planted = JSON.parse(logged(new Error(name))).err;
  expect(planted.stack).toContain('log-error.test.ts');
});

it('tells nothing of what was thrown and is no error', () => {
  expect(logged(name)).not.toContain(name);
});
