import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  Kysely,
  PostgresDialect,
  SingleConnectionProvider,
  Transaction,
} from 'kysely';
import pg from 'pg';
import { refuse } from '#platform/shared/errors.ts';
import { following } from './follow.ts';
import { typeParsers } from './parsers.ts';
import type { Tables } from './tables.ts';

/** A pool of connections with Kysely over it. Rows of a clinic are seen inside `inClinic` only. */
export interface Database {
  kysely: Kysely<Tables>;
  pool: pg.Pool;
  /** Begins and ends transactions on the pool's connections. */
  driver: Driver;
  dialect: Dialect;
  /** Waits for running work, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens a database. Values arrive as: `bigint` for int8, text for numeric and date, ISO 8601 UTC text for timestamptz.
 * @param url the app role's, `postgresql://…`; with several hosts the pool follows a failover
 * @param options.max most connections at once, 10 unless said otherwise
 */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({
    ...following(url),
    max: options.max ?? 10,
    application_name: 'serambi',
    types: typeParsers,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    // A transaction that stands still holds its locks against the whole clinic.
    idle_in_transaction_session_timeout: 60_000,
    // No honest statement comes near; one that runs away must not hold its connection for ever.
    statement_timeout: 60_000,
  });
  // An idle connection ends when the database restarts; the pool drops it and opens another when one is needed.
  pool.on('error', () => undefined);
  // The pool listens to idle connections only. One that is cut while a verb thinks between two queries would end
  // the process; the verb's next query rejects, which is all there is to say.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const postgres = new PostgresDialect({ pool });
  const driver = postgres.createDriver();
  const dialect: Dialect = {
    createAdapter: () => postgres.createAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => postgres.createIntrospector(db),
    createQueryCompiler: () => postgres.createQueryCompiler(),
  };
  const kysely = new Kysely<Tables>({ dialect });
  return { kysely, pool, driver, dialect, close: () => kysely.destroy() };
}

/** Serialization failure and deadlock: the same work can succeed when it is done again. */
const retriable = new Set(['40001', '40P01']);
const mostRetries = 5;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs work in one transaction in which the rows of one clinic are visible, and no others. Beginning and setting
 * the clinic is one round trip. What PostgreSQL gives up for another transaction's sake is run again, up to five
 * times, so the work must not have effects outside of the transaction.
 * @param options.commitLater answers before the commit is on the disk; it is never lost half. For what tells nothing new
 * @param options.snapshot every statement sees the same moment, for what must agree with itself (an export)
 * @throws Refusal `unavailable` when even the last try collided
 */
export async function inClinic<T>(
  db: Database,
  clinicId: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
  options: { readOnly?: boolean; snapshot?: boolean; commitLater?: boolean } = {},
): Promise<T> {
  if (!uuid.test(clinicId)) throw new TypeError('a clinic id is a UUID');
  const begin = CompiledQuery.raw(
    `BEGIN${options.snapshot ? ' ISOLATION LEVEL REPEATABLE READ' : ''}${options.readOnly ? ' READ ONLY' : ''}; ${
      options.commitLater ? 'SET LOCAL synchronous_commit = off; ' : ''
    }SELECT set_config('serambi.clinic', '${clinicId}', true)`,
  );
  for (let tries = 0; ; tries += 1) {
    try {
      return await once(db, begin, work);
    } catch (error) {
      if (!retriable.has((error as { code?: string }).code ?? '')) throw error;
      if (tries === mostRetries) return refuse('unavailable');
      // Full jitter: those who collided must not meet again at the same moment.
      await sleep(Math.random() * 10 * 2 ** tries);
    }
  }
}

async function once<T>(
  db: Database,
  begin: CompiledQuery,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const { driver, dialect } = db;
  const pooled = db.kysely.getExecutor();
  return pooled.provideConnection(async (connection) => {
    const executor = pooled.withConnectionProvider(new SingleConnectionProvider(connection));
    const tx = new Transaction<Tables>({ config: { dialect }, driver, dialect, executor });
    try {
      await connection.executeQuery(begin);
      const result = await work(tx);
      // Refuses when the work swallowed an error: PostgreSQL would answer COMMIT by rolling back.
      await driver.commitTransaction(connection);
      return result;
    } catch (error) {
      // A connection that cannot even roll back is thrown away by the driver; the first error is the one to tell.
      await driver.rollbackTransaction(connection).catch(() => undefined);
      throw error;
    }
  });
}
