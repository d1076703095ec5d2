import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresDialect,
  Transaction,
} from 'kysely';
import pg from 'pg';
import { refuse } from '#platform/shared/errors.ts';
import { beginningText } from './beginning.ts';
import { following } from './follow.ts';
import { nameStatements } from './name-statements.ts';
import { commitSoon, sendTogether } from './send-together.ts';
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
    // What need not wait for an answer is sent at once: the beginning with the first statement, the end with the last.
    pipeline: true,
  });
  // An idle connection ends when the database restarts; the pool drops it and opens another when one is needed.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    // The pool listens to idle connections only. One that is cut while a verb thinks between two queries would end
    // the process; the verb's next query rejects, which is all there is to say.
    client.on('error', () => undefined);
    sendTogether(client);
    nameStatements(client);
  });
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

/**
 * So can what was taken to be new while another one made it: a resource, the next version of a list. Done again, the work
 * finds it there and goes on from it, or says who was first.
 */
function isRetriable({ code = '', constraint = '' }: { code?: string; constraint?: string }): boolean {
  return retriable.has(code) || (code === '23505' && constraint.endsWith('_pkey'));
}

const mostRetries = 5;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the caller is judged by has changed since it was looked at: nothing was done. */
export class EpochPassed extends Error {
  override readonly name = 'EpochPassed';
}

/** How a transaction of a clinic is to be run. */
export interface InClinicOptions<T> {
  readOnly?: boolean;
  /** Every statement sees the same moment, for what must agree with itself (an export). */
  snapshot?: boolean;
  /** Answers before the commit is on the disk, by plans made once; it is never lost half. For what tells nothing new. */
  commitLater?: boolean;
  /** It only reads: nobody waits for its end. */
  onlyReads?: boolean;
  /** The clinic's count of changes (`platform_epoch`) for which the work is right. */
  epoch?: string | undefined;
  /** What is written last, sent together with the commit. */
  last?(result: T): CompiledQuery[];
}

/**
 * Runs work in one transaction in which the rows of one clinic are visible, and no others. Beginning and setting
 * the clinic take no round trip of their own. What PostgreSQL gives up for another transaction's sake is run again, up
 * to five times, so the work must not have effects outside of the transaction.
 * @throws Refusal `unavailable` when even the last try collided; EpochPassed
 */
export async function inClinic<T>(
  db: Database,
  clinicId: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
  options: InClinicOptions<T> = {},
): Promise<T> {
  if (!uuid.test(clinicId)) throw new TypeError('a clinic id is a UUID');
  for (let tries = 0; ; tries += 1) {
    try {
      return await once(db, clinicId, work, options);
    } catch (error) {
      if (!isRetriable(error as { code?: string; constraint?: string })) throw error;
      if (tries === mostRetries) return refuse('unavailable');
      // Full jitter: those who collided must not meet again at the same moment.
      await sleep(Math.random() * 10 * 2 ** tries);
    }
  }
}

async function once<T>(
  db: Database,
  clinicId: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
  options: InClinicOptions<T>,
): Promise<T> {
  const { driver, dialect } = db;
  const pooled = db.kysely.getExecutor();
  return pooled.provideConnection(async (connection) => {
    // statements that do not wait for each other go out together, and are answered in their order
    let hasEnded = false;
    const provider: ConnectionProvider = {
      async provideConnection(consumer) {
        // of work that asked for several things at once and was refused one, the others may still be under way
        if (hasEnded) throw new Error('the transaction has ended');
        return consumer(connection);
      },
    };
    const executor = pooled.withConnectionProvider(provider);
    const tx = new Transaction<Tables>({ config: { dialect }, driver, dialect, executor });
    const left: Promise<unknown>[] = [];
    leftOf.set(tx, left);
    try {
      const begun = begin(connection, clinicId, options);
      const result = await work(tx).catch(async (error: unknown) => {
        hasEnded = true;
        // where the beginning failed, or what nobody waited for, all that came after it failed for its sake
        await allOrFirst<unknown>([begun, ...left]);
        throw error;
      });
      hasEnded = true;
      const last = options.last?.(result) ?? [];
      if (options.onlyReads && last.length === 0) {
        await allOrFirst<unknown>([begun, ...left]);
        await connection.executeQuery(CompiledQuery.raw(commitSoon));
        return result;
      }
      const sent = last.map((query) => connection.executeQuery(query));
      // Refuses when the work swallowed an error: PostgreSQL would answer COMMIT by rolling back.
      await allOrFirst<unknown>([begun, ...left, ...sent, driver.commitTransaction(connection)]);
      return result;
    } catch (error) {
      // A connection that cannot even roll back is thrown away by the driver; the first error is the one to tell.
      await driver.rollbackTransaction(connection).catch(() => undefined);
      throw error;
    }
  });
}

/** What was sent and is awaited at the end, by its transaction. */
const leftOf = new WeakMap<Transaction<Tables>, Promise<unknown>[]>();

/**
 * Leaves the answer of a statement to the end of its transaction, which fails with it. For what decides nothing of that
 * which comes after: it takes no round trip then.
 * @param tx of `inClinic`
 */
export function awaitAtEnd(tx: Transaction<Tables>, sent: Promise<unknown>): void {
  sent.catch(() => undefined);
  leftOf.get(tx)?.push(sent);
}

/** Sends the beginning and does not wait for it. @throws EpochPassed by its promise */
function begin<T>(
  connection: DatabaseConnection,
  clinicId: string,
  { snapshot, readOnly, commitLater, epoch }: InClinicOptions<T>,
): Promise<void> {
  const isolation = snapshot ? ' ISOLATION LEVEL REPEATABLE READ' : '';
  const enter = `${setClinic}${commitLater ? planOnce : ''}${epoch === undefined ? '' : holdEpoch}`;
  const text = beginningText(`BEGIN${isolation}${readOnly ? ' READ ONLY' : ''}`, enter);
  const values = [clinicId, commitLater === true, ...(epoch === undefined ? [] : [epoch])];
  const begun = connection.executeQuery(CompiledQuery.raw(text, values)).then(
    () => undefined,
    (error: unknown) => {
      throw (error as { code?: string }).code === epochPassed ? new EpochPassed() : error;
    },
  );
  // whoever waits for it is told; until then the work goes on
  begun.catch(() => undefined);
  return begun;
}

const settings =
  "set_config('serambi.clinic', $1, true), CASE WHEN $2 THEN set_config('synchronous_commit', 'off', true) END";
const setClinic = `SELECT ${settings}`;
const holdEpoch = ', platform_hold_epoch($1::uuid, $3)';
/** What only reads does so by keys: one plan is good for all values, and making one for each takes longer than it saves. */
const planOnce = ", set_config('plan_cache_mode', 'force_generic_plan', true)";
/** What `platform_hold_epoch` raises. */
const epochPassed = 'SR409';

/** All of them, or the error of the first that failed, when the last has ended. */
async function allOrFirst<T>(all: Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(all);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.map((one) => (one as PromiseFulfilledResult<T>).value);
}
