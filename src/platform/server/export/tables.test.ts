import { stat } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { emptyDatabase, type EmptyDatabase } from '#testing/empty-database.ts';
import { auditOf, exportOf, filesOf } from '#testing/export.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { inClinic } from '../db/database.ts';
import { tablesWithoutClinic } from '../db/exceptions.ts';
import { withClient } from '../db/roles.ts';
import { hasWords } from '../words.ts';
import { clinicTables, exportedTables } from './clinic-tables.ts';
import { leftOut } from './left-out.ts';
import { takeImport } from './take-import.ts';

let clinic: TestClinic;
let target: EmptyDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  clinic = await openTestClinic();
  target = await emptyDatabase();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await target?.drop();
  await folder?.remove();
  await clinic?.close();
});

/** Tables of the database that are neither exported, nor on the list of what is not, nor without any clinic. */
async function forgotten(): Promise<string[]> {
  return inClinic(target.owner, clinic.clinic.id, async (tx) => {
    const all = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
      WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`.execute(tx);
    const withClinic = new Set((await clinicTables(tx)).map(({ name }) => name));
    const exported = new Set((await exportedTables(tx)).map(({ name }) => name));
    const fine = (name: string) =>
      exported.has(name) ||
      leftOut.some((one) => one === name) ||
      (name in tablesWithoutClinic && !withClinic.has(name));
    return all.rows.map(({ name }) => name).filter((name) => !fine(name));
  });
}

it('exports every table that has rows of a clinic, or says why not', async () => {
  expect(await forgotten()).toEqual([]);
  await sql`CREATE TABLE planted (id integer PRIMARY KEY)`.execute(target.owner.kysely);
  expect(await forgotten()).toEqual(['planted']);
  await sql`DROP TABLE planted`.execute(target.owner.kysely);
});

it('has a reason in words for each that it leaves out, and all of them are there', async () => {
  expect(leftOut.filter((table) => !hasWords(`export_without_${table}`))).toEqual([]);
  const all = await inClinic(target.owner, clinic.clinic.id, clinicTables);
  expect(leftOut.filter((table) => !all.some(({ name }) => name === table))).toEqual([]);
});

it('puts what a foreign key points at first', async () => {
  const tables = await inClinic(target.owner, clinic.clinic.id, exportedTables);
  const place = new Map(tables.map(({ name }, at) => [name, at]));
  const early = tables.flatMap(({ name, links }) =>
    links
      .filter((link) => (place.get(link.table) ?? -1) > (place.get(name) ?? 0))
      .map((link) => [name, link.table]),
  );
  expect(early).toEqual([]);
  expect(tables.filter(({ links }) => links.length > 0).length).toBeGreaterThan(20);
});

/** A table of a slice that is not written yet, with every kind of value. */
const novel = `
  CREATE TABLE novel_parent (clinic_id uuid NOT NULL REFERENCES platform_clinic, name text, PRIMARY KEY (clinic_id, name));
  CREATE TABLE novel_row (
    clinic_id uuid NOT NULL REFERENCES platform_clinic,
    id bigint GENERATED ALWAYS AS IDENTITY,
    after_id bigint,
    parent text,
    "odd ""name" text,
    amount numeric, share float8, day date, at timestamptz, long interval, span tstzrange, raw bytea,
    list text[], doc jsonb, letter json, yes boolean,
    twice numeric GENERATED ALWAYS AS (amount * 2) STORED,
    made_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, after_id) REFERENCES novel_row,
    FOREIGN KEY (clinic_id, parent) REFERENCES novel_parent
  );
  SELECT serambi_protect('novel_parent'), serambi_protect('novel_row')`;

it('carries a new table over by itself, whatever its values are', async () => {
  for (const url of [clinic.database.superuserUrl, target.superuserUrl])
    await withClient(url, async (client) => {
      await client.query(`SET ROLE serambi_owner; ${novel}`);
    });
  const id = clinic.clinic.id;
  await withClient(clinic.database.superuserUrl, (client) =>
    client.query(`
      INSERT INTO novel_parent VALUES ('${id}', 'p');
      INSERT INTO novel_row (clinic_id, after_id, parent, "odd ""name", amount, share, day, at, long, span, raw, list, doc,
        letter, yes) OVERRIDING SYSTEM VALUE VALUES
        ('${id}', 2, 'p', E'a\\n\\t"\\\\ é 💉 \u2028', 1.10, 0.1::float8 + 0.2, '2026-02-28', '2026-03-09 02:00:00.123456+00',
          '1 mon 2 days 03:04:05.6', '[2026-01-01Z,2026-01-02Z)', '\\x00ff5c', ARRAY['a,b', '"', NULL, '{}'],
          '{"n": 1.10, "t": "\\u2028"}', '{"b":1,  "a":2}', true),
        ('${id}', NULL, NULL, '', 'NaN', '-Infinity', 'infinity', '-infinity', '-1 day', 'empty', '', '{}', '[]', 'null', false),
        ('${id}', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      INSERT INTO novel_row (clinic_id, id, after_id) OVERRIDING SYSTEM VALUE
        SELECT '${id}', n, nullif(n + 1, 2501) FROM generate_series(4, 2500) n`),
  );
  const [first, second] = [path.join(folder.path, 'first'), path.join(folder.path, 'second')];
  await exportOf(clinic, first);
  await takeImport(target.owner, first, { scratch: folder.path, last: auditOf(clinic, 'clinic.imported') });
  await exportOf(clinic, second, { owner: target.owner });
  const name = 'tables/novel_row.ndjson';
  const [here, there] = [await filesOf(first), await filesOf(second)];
  expect(here[name]?.split('\n')).toHaveLength(2501);
  expect(here[name]).not.toMatch(/clinic_id|twice|made_in/);
  expect(there[name]).toBe(here[name]);
  const rows = (url: string) =>
    withClient(
      url,
      async (client) =>
        (await client.query('SELECT to_jsonb(n) - $1::text AS row FROM novel_row n ORDER BY id', ['made_in']))
          .rows,
    );
  expect(await rows(target.superuserUrl)).toEqual(await rows(clinic.database.superuserUrl));
  const next = await withClient(target.superuserUrl, (client) =>
    client.query(`INSERT INTO novel_row (clinic_id) VALUES ('${id}') RETURNING id`),
  );
  expect(Number(next.rows[0]?.id)).toBe(2501);
});

it('writes for its owner alone, and describes what it wrote in both languages', async () => {
  const place = path.join(folder.path, 'first');
  const modes = await Promise.all(
    ['README.md', 'manifest.json', 'tables/scope_role.ndjson'].map(
      async (name) => (await stat(path.join(place, name))).mode & 0o777,
    ),
  );
  expect([(await stat(place)).mode & 0o777, ...modes]).toEqual([0o700, 0o600, 0o600, 0o600]);
  const { 'README.md': text = '' } = await filesOf(place);
  for (const words of [
    'everything that Serambi holds',
    'semua yang disimpan Serambi',
    ...leftOut.map((one) => `\`${one}\``),
  ])
    expect(text).toContain(words);
});
