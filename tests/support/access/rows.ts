import type pg from 'pg';
import { appRole, withClient } from '#platform/server/db/roles.ts';
import type { TestDatabase } from '../database.ts';

/** A table as the catalogue has it. */
export interface TableFacts {
  name: string;
  /** `bound` by row-level security to the clinic; `closed` to the app role but for functions. */
  kind: 'bound' | 'closed';
  appendOnly: boolean;
  /** Columns that can be written. */
  columns: string[];
}

/** Every table with a clinic_id, and every one that is closed to the app role. */
export async function tablesOf(superuserUrl: string): Promise<TableFacts[]> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<TableFacts>(`
      SELECT c.relname AS name,
        CASE WHEN coalesce(obj_description(c.oid, 'pg_class'), '') ~ '@functions-only' THEN 'closed' ELSE 'bound' END AS kind,
        coalesce(obj_description(c.oid, 'pg_class'), '') ~ '@append-only' AS "appendOnly",
        (SELECT array_agg(quote_ident(a.attname)::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid
          AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '') AS columns
      FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
        AND (EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'clinic_id')
          OR coalesce(obj_description(c.oid, 'pg_class'), '') ~ '@functions-only')
      ORDER BY 1`);
    return rows;
  });
}

/** A clinic and another one whose rows it must never see. */
export interface Pair {
  database: Pick<TestDatabase, 'appUrl' | 'superuserUrl'>;
  clinicId: string;
  otherId: string;
}

/**
 * Tries one table as the app role, straight at the database: no row of another clinic is seen, changed, removed or
 * made, and without a clinic there is no row at all.
 * @returns one sentence for each thing that went through
 */
export async function rowFaults(pair: Pair, table: TableFacts): Promise<string[]> {
  const theirs = await withClient(pair.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ row: string }>(
      table.kind === 'bound'
        ? `SELECT to_jsonb(t)::text AS row FROM ${table.name} t WHERE clinic_id = '${pair.otherId}' LIMIT 1`
        : `SELECT to_jsonb(t)::text AS row FROM ${table.name} t LIMIT 1`,
    );
    return rows[0]?.row;
  });
  return withClient(pair.database.superuserUrl, async (client) => {
    // as the app role, but without triggers and foreign keys: what is tried here is row-level security alone
    await client.query(`SET session_replication_role = replica; SET ROLE ${appRole}`);
    return table.kind === 'closed' ? closedFaults(client, table) : boundFaults(client, pair, table, theirs);
  });
}

/** @returns SQLSTATE of the refusal, or how many rows were met */
async function outcome(client: pg.Client, clinicId: string, text: string, values: unknown[] = []) {
  await client.query('BEGIN');
  try {
    if (clinicId) await client.query(`SELECT set_config('serambi.clinic', $1, true)`, [clinicId]);
    return (await client.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query('ROLLBACK');
  }
}

async function closedFaults(client: pg.Client, { name, columns }: TableFacts): Promise<string[]> {
  const faults: string[] = [];
  for (const [act, text] of [
    ['read', `SELECT FROM ${name}`],
    ['changed', `UPDATE ${name} SET ${columns[0]} = ${columns[0]}`],
    ['removed', `DELETE FROM ${name}`],
  ] as const) {
    const got = await outcome(client, '', text);
    if (got !== '42501') faults.push(`${name}: may be ${act} by the app role (${got})`);
  }
  return faults;
}

async function boundFaults(
  client: pg.Client,
  { clinicId, otherId }: Pair,
  { name, columns, appendOnly }: TableFacts,
  theirs: string | undefined,
): Promise<string[]> {
  if (theirs === undefined) return [`${name}: the other clinic has no row to try`];
  const copy = `INSERT INTO ${name} (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_record(NULL::${name}, $1) r`;
  const elsewhere = `clinic_id = '${otherId}'`;
  const tries: [string, string, string, unknown[], (number | string)[]][] = [
    ['sees rows of another clinic', clinicId, `SELECT FROM ${name} WHERE ${elsewhere}`, [], [0]],
    [
      'sees rows of several clinics',
      clinicId,
      `SELECT FROM ${name} WHERE clinic_id <> '${clinicId}'`,
      [],
      [0],
    ],
    ['sees rows without a clinic', '', `SELECT FROM ${name}`, [], [0]],
    ['makes a row of another clinic', clinicId, copy, [theirs], ['42501']],
    ['makes a row without a clinic', '', copy, [theirs], ['42501']],
    [
      'changes rows of another clinic',
      clinicId,
      `UPDATE ${name} SET clinic_id = clinic_id WHERE ${elsewhere}`,
      [],
      appendOnly ? ['42501'] : [0],
    ],
    [
      'removes rows of another clinic',
      clinicId,
      `DELETE FROM ${name} WHERE ${elsewhere}`,
      [],
      appendOnly ? ['42501'] : [0],
    ],
  ];
  const faults: string[] = [];
  for (const [act, clinic, text, values, right] of tries) {
    const got = await outcome(client, clinic, text, values);
    if (!right.includes(got)) faults.push(`${name}: ${act} (${got})`);
  }
  return faults;
}

/**
 * Gives a clinic a row of made-up values in each table in which it has none, past every rule but the table's own, so
 * that there is something to see. Not for a clinic in which anything is to be done afterwards.
 * @returns tables in which no row could be made
 */
export async function fillEmptyTables(pair: Pair, tables: readonly TableFacts[]): Promise<string[]> {
  return withClient(pair.database.superuserUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    const left: string[] = [];
    for (const { name, kind } of tables) {
      const own = kind === 'bound' ? `WHERE clinic_id = '${pair.otherId}'` : '';
      const { rowCount } = await client.query(`SELECT FROM ${name} ${own} LIMIT 1`);
      if (rowCount !== 0) continue;
      // where a CHECK ties two columns together, another of the values that one may have
      const made = await makeUp(client, name, pair.otherId)
        .catch(() => makeUp(client, name, pair.otherId, 1))
        .catch((error: Error) => error);
      if (made instanceof Error) left.push(`${name}: ${made.message}`);
    }
    return left;
  });
}

interface ColumnFacts {
  name: string;
  type: string;
  nullable: boolean;
  checks: string[];
}

async function makeUp(client: pg.Client, table: string, clinicId: string, which = 0): Promise<void> {
  const { rows } = await client.query<ColumnFacts>(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
       coalesce((SELECT array_agg(pg_get_constraintdef(c.oid)) FROM pg_constraint c
         WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey)), '{}') AS checks
     FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
       AND a.attgenerated = '' AND a.attidentity = ''`,
    [table],
  );
  const needed = rows.filter(({ nullable }) => !nullable);
  const values = needed.map((column, place) =>
    column.name === 'clinic_id' ? clinicId : madeUp(column, place, which),
  );
  await client.query(
    `INSERT INTO ${table} (${needed.map(({ name }) => `"${name}"`).join(', ')})
     VALUES (${needed.map(({ type }, place) => `$${place + 1}::${type}`).join(', ')})`,
    values,
  );
}

/** Texts and instants ascend from column to column, as some pairs must. */
function madeUp({ type, checks }: ColumnFacts, place: number, which: number): unknown {
  // one of the values that a CHECK names
  const list = /ARRAY\[('[^\]]*)\]/.exec(checks.join(' '))?.[1] ?? '';
  const values = [...list.matchAll(/'([^']*)'/g)].map(([, value]) => value);
  const named = values[which] ?? values[0];
  if (type.endsWith('[]')) return [];
  if (type === 'uuid') return globalThis.crypto.randomUUID();
  if (/^(integer|bigint|smallint|numeric|double)/.test(type))
    return Number(/ARRAY\[(\d+)/.exec(checks.join(' '))?.[1] ?? 1);
  if (type === 'boolean') return false;
  if (/^(timestamp|date)/.test(type)) return `2026-03-09T02:${String(place).padStart(2, '0')}:00Z`;
  if (type === 'jsonb') return '{}';
  return type === 'bytea'
    ? Buffer.from('x')
    : (named ?? formed(checks.join(' ')) ?? String.fromCharCode(65 + place));
}

/** A day or an act, where a CHECK asks for such. */
function formed(checks: string): string | undefined {
  if (/\d\{4\}-/.test(checks)) return '2026-03-09';
  return checks.includes('[A-Za-z]*\\.[a-z]') ? 'made.up' : undefined;
}

/** The clinics themselves are found by all, and changed from inside alone. */
export async function clinicFaults({ database, clinicId, otherId }: Pair): Promise<string[]> {
  return withClient(database.superuserUrl, async (client) => {
    await client.query(`SET session_replication_role = replica; SET ROLE ${appRole}`);
    const faults: string[] = [];
    for (const act of ['UPDATE platform_clinic SET name = name', 'DELETE FROM platform_clinic']) {
      for (const clinic of [clinicId, '']) {
        const got = await outcome(client, clinic, `${act} WHERE id = '${otherId}'`);
        if (got !== 0) faults.push(`platform_clinic: another clinic's row was met by ${act} (${got})`);
      }
    }
    return faults;
  });
}
