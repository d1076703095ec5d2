import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { allMigrations } from '#app/migrate.ts';
import { testDatabase } from '#testing/database.ts';
import { databaseUrl, dropDatabase } from '#testing/server.ts';
import { generateTables } from './generate-types.ts';
import { collectMigrations, migrate } from './migrate.ts';
import { ensureDatabase, ownerRole, withClient } from './roles.ts';

const { superuserUrl } = inject('testServer');
let folder: string;
let database: string;
let adminUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), `serambi-test-${process.pid}-`));
  database = `serambi_test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(superuserUrl, database);
  adminUrl = databaseUrl(superuserUrl, database, ownerRole);
});

afterEach(async () => {
  await dropDatabase(superuserUrl, database);
  await rm(folder, { recursive: true, force: true });
});

async function write(owner: string, file: string, text: string): Promise<void> {
  await mkdir(path.join(folder, owner), { recursive: true });
  await writeFile(path.join(folder, owner, file), text);
}

const collect = (...owners: string[]) =>
  collectMigrations(owners.map((owner) => ({ owner, dir: path.join(folder, owner) })));

async function answer(text: string): Promise<unknown[]> {
  return withClient(adminUrl, async (client) => (await client.query({ text, rowMode: 'array' })).rows.flat());
}

test('applies in the order of the owners, then of the files, each once', async () => {
  await write(
    'ground',
    '0002-fill.sql',
    "INSERT INTO word VALUES ('two'); INSERT INTO word VALUES ('three')",
  );
  await write('ground', '0001-word.sql', "CREATE TABLE word (text text); INSERT INTO word VALUES ('one')");
  await write('above', '0001-more.sql', "INSERT INTO word VALUES ('four')");
  const all = await collect('ground', 'absent', 'above');

  expect(await migrate(adminUrl, all)).toEqual([
    'ground/0001-word.sql',
    'ground/0002-fill.sql',
    'above/0001-more.sql',
  ]);
  expect(await migrate(adminUrl, all)).toEqual([]);
  expect(await answer('SELECT text FROM word')).toEqual(['one', 'two', 'three', 'four']);
});

test('refuses a file that was edited after it was applied, by its name', async () => {
  await write('ground', '0001-word.sql', 'CREATE TABLE word (text text)');
  await migrate(adminUrl, await collect('ground'));
  await write('ground', '0001-word.sql', 'CREATE TABLE word (text text NOT NULL)');
  await write('ground', '0002-more.sql', 'CREATE TABLE more ()');

  await expect(migrate(adminUrl, await collect('ground'))).rejects.toMatchObject({
    code: 'edited',
    migration: 'ground/0001-word.sql',
  });
  expect(await answer("SELECT to_regclass('more') IS NULL")).toEqual([true]);
});

test('refuses a database that a newer version has opened', async () => {
  await write('ground', '0001-word.sql', 'CREATE TABLE word ()');
  await write('newer', '0001-thing.sql', 'CREATE TABLE thing ()');
  await migrate(adminUrl, await collect('ground', 'newer'));
  await expect(migrate(adminUrl, await collect('ground'))).rejects.toMatchObject({
    code: 'unknown',
    migration: 'newer/0001-thing.sql',
  });
});

test('leaves nothing of a file that fails, keeps those before it, and names the line', async () => {
  await write('ground', '0001-word.sql', 'CREATE TABLE word ()');
  await write('ground', '0002-wrong.sql', 'CREATE TABLE half ();\n\nSELECT nothing FROM nowhere;');
  await expect(migrate(adminUrl, await collect('ground'))).rejects.toThrow(
    /^ground\/0002-wrong\.sql: line 3: /,
  );
  expect(await answer("SELECT to_regclass('word') IS NOT NULL, to_regclass('half') IS NULL")).toEqual([
    true,
    true,
  ]);
});

test('applies each file once when two processes start at the same moment', async () => {
  await write('ground', '0001-word.sql', 'CREATE TABLE word (text text); SELECT pg_sleep(0.2)');
  await write('ground', '0002-fill.sql', "INSERT INTO word VALUES ('once')");
  const all = await collect('ground');
  const applied = await Promise.all([migrate(adminUrl, all), migrate(adminUrl, all), migrate(adminUrl, all)]);
  expect(applied.flat().sort()).toEqual(['ground/0001-word.sql', 'ground/0002-fill.sql']);
  expect(await answer('SELECT text FROM word')).toEqual(['once']);
});

test('refuses file names without order', async () => {
  await write('ground', '1-word.sql', '');
  await expect(collect('ground')).rejects.toThrow(/not named like/);
  await rm(path.join(folder, 'ground'), { recursive: true });
  await write('ground', '0001-a.sql', '');
  await write('ground', '0001-b.sql', '');
  await expect(collect('ground')).rejects.toThrow(/0001 is taken/);
});

test('brings an empty database to the state of today, and changes nothing the second time', async () => {
  const all = await allMigrations();
  expect(all[0]?.name).toBe('platform/server/db/0001-ground.sql');
  expect(await migrate(adminUrl, all)).toHaveLength(all.length);
  expect(await migrate(adminUrl, all)).toEqual([]);
});

test('has made the row types that the program is compiled with (else: node bin/run.js generate-tables)', async () => {
  const ground = await testDatabase();
  const generated = await generateTables(ground.adminUrl);
  await ground.drop();
  expect(await readFile(path.join(import.meta.dirname, 'tables.ts'), 'utf8')).toBe(generated);
});
