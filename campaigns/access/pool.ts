import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { sql, type Transaction } from 'kysely';
import { type Database, inClinic, openDatabase } from '#platform/server/db/database.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { TableFacts } from '#testing/access/rows.ts';
import type { TestDatabase } from '#testing/database.ts';
import { pick } from '../support/dice.ts';

/** How a transaction may end beside its commit. */
const endings = [
  'commit',
  'commit',
  'throw',
  'failedStatement',
  'savepoint',
  'timeOut',
  'cancelled',
  'cut',
  'none',
] as const;

export interface PoolOptions {
  /** How many times a connection of the pool changes clinics. */
  switches: number;
  random: () => number;
}

/**
 * Row-level security alone, with no check of ours before it: on a pool of four connections many at once change
 * between clinics, and their transactions end in every way that there is.
 * @returns one sentence for each row that was seen in the wrong clinic, or that was not seen in its own
 */
export async function poolFaults(
  database: TestDatabase,
  tables: readonly TableFacts[],
  { switches, random }: PoolOptions,
): Promise<{ faults: string[]; endings: Record<string, number> }> {
  const db = openDatabase(database.appUrl, { max: 4 });
  const clinics = [database.clinicA.id, database.clinicB.id];
  const bound = tables.filter(({ kind }) => kind === 'bound').map(({ name }) => name);
  const faults: string[] = [];
  const counts: Record<string, number> = {};
  const master = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
  let left = switches;
  const worker = async () => {
    while (left > 0 && faults.length < 20) {
      left -= 1;
      const clinicId = pick(clinics, random);
      const ending = pick(endings, random);
      // two tables a time: over all of the switches each is met hundreds of times
      const some = [pick(bound, random), 'record_resource'];
      counts[ending] = (counts[ending] ?? 0) + 1;
      const found =
        ending === 'none'
          ? await lookWithout(db, some)
          : await lookInside({ db, master, clinicId, some, ending });
      faults.push(...found);
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  await master.end();
  await db.close();
  return { faults, endings: counts };
}

/** Without a clinic nothing is seen, whoever had the connection before. */
async function lookWithout(db: Database, tables: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const table of tables) {
    const { rowCount } = await db.pool.query(`SELECT FROM ${table} LIMIT 1`).catch(isCut);
    if (rowCount !== 0) faults.push(`${table}: a row was seen where no clinic was set`);
  }
  return faults;
}

/** A connection that was cut a moment ago may still be handed out; it answers nothing. */
function isCut(error: { code?: string; message?: string }): { rowCount: number } {
  if (error.code === '57P01' || /terminated|closed|not queryable/i.test(error.message ?? ''))
    return { rowCount: 0 };
  throw error;
}

interface Look {
  db: Database;
  master: pg.Pool;
  clinicId: string;
  some: readonly string[];
  ending: (typeof endings)[number];
}

async function lookInside({ db, master, clinicId, some, ending }: Look): Promise<string[]> {
  const faults: string[] = [];
  const look = async (tx: Transaction<Tables>) => {
    for (const table of some) {
      const { rows } = await sql<{ own: number; others: number }>`
        SELECT count(*) FILTER (WHERE clinic_id = ${clinicId})::int AS own,
          count(*) FILTER (WHERE clinic_id <> ${clinicId})::int AS others FROM ${sql.table(table)}`.execute(
        tx,
      );
      if (rows[0]?.others !== 0)
        faults.push(`${table}: ${rows[0]?.others} rows of another clinic (${ending})`);
      if (table === 'record_resource' && rows[0]?.own === 0)
        faults.push(`${table}: nothing of its own (${ending})`);
    }
  };
  const ended = await inClinic(db, clinicId, async (tx) => {
    await look(tx);
    await end(tx, master, ending);
    await look(tx);
  }).then(
    () => 'commit',
    () => 'failed',
  );
  const expected = ['commit', 'savepoint'].includes(ending) ? 'commit' : 'failed';
  // a connection that another one's cut took along fails as well, and that is no fault
  if (expected === 'failed' && ended !== 'failed')
    faults.push(`a transaction went through in spite of ${ending}`);
  return faults;
}

async function end(tx: Transaction<Tables>, master: pg.Pool, ending: Look['ending']): Promise<void> {
  if (ending === 'throw') throw new Error('thought better of it');
  if (ending === 'failedStatement') await sql`SELECT 1 / 0`.execute(tx);
  if (ending === 'savepoint') {
    await sql`SAVEPOINT here`.execute(tx);
    await sql`SELECT 1 / 0`.execute(tx).catch(() => undefined);
    await sql`ROLLBACK TO SAVEPOINT here`.execute(tx);
  }
  if (ending === 'timeOut') {
    await sql`SET LOCAL statement_timeout = 3`.execute(tx);
    await sql`SELECT pg_sleep(5)`.execute(tx);
  }
  if (ending === 'cancelled' || ending === 'cut') {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
    const sleeping = sql`SELECT pg_sleep(5)`.execute(tx);
    sleeping.catch(() => undefined);
    await sleep(2);
    // sent until it meets the statement: one that came too early cancels nothing
    const by = ending === 'cut' ? 'pg_terminate_backend' : 'pg_cancel_backend';
    const again = setInterval(
      () => void master.query(`SELECT ${by}($1)`, [rows[0]?.pid]).catch(() => undefined),
      20,
    );
    await master.query(`SELECT ${by}($1)`, [rows[0]?.pid]);
    await sleeping.finally(() => clearInterval(again));
  }
}
