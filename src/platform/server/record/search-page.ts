import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import type { SearchQuery } from './query.ts';
import { type Condition, conditionOf, holds, named, type Scope } from './search-conditions.ts';
import { type Driver, driversOf, rowsOf } from './search-drivers.ts';
import {
  isAfter,
  keyColumns,
  keysOf,
  keyTexts,
  type Order,
  orderBy,
  orderOf,
  refuseOddPlace,
} from './search-order.ts';
import { type Asked, pageColumns, recordOf, type Search } from './search-shape.ts';
import { all, type Sql } from './search-tests.ts';
import { withinTime } from './search-time.ts';
import { walkBranches, walkRecord, walkStrings } from './search-walk.ts';

/** A row with its place in the order. */
export interface PageRow {
  id: string;
  version: number;
  updatedAt: string;
  patientId: string | null;
  text: string;
  keys: (string | null)[];
}

/** Fewer candidates than this are looked at one by one, and sorted as one likes. */
const fewCandidates = 1_000;
/** More than this are not sorted by what no index has in order. */
const mostCandidates = 20_000;

/** What a query means, before anything was asked of the database. */
interface Intent {
  scope: Scope;
  order: Order;
  conditions: readonly Condition[];
  drivers: readonly Driver[];
  few: number;
}

/** @param few how many candidates are looked at one by one; a test takes none to see the other ways */
export function intentOf(ctx: Context, type: string, query: SearchQuery, few = fewCandidates): Intent {
  const scope = { clinicId: ctx.clinic.id, type };
  const conditions = (query.where ?? []).map((one) => conditionOf(type, one));
  const present = conditions.filter((one) => !one.isNot && !one.ids);
  const drivers = driversOf(scope, present).filter((one) => one.branches.length > 0);
  return { scope, order: orderOf(type, query, conditions), conditions, drivers, few };
}

/**
 * What can be told without counting: ids, one patient's rows, the one condition that an index has in the order. The
 * others are undefined.
 */
function sureSearch({ scope, order, conditions, drivers }: Intent): Search | undefined {
  const known = { scope, order, conditions };
  if (conditions.some((one) => one.ids)) return { ...known, driver: undefined, isFew: true };
  const narrowest = narrowestOf(drivers);
  if (narrowest) return { ...known, driver: narrowest, isFew: false };
  const [only, ...more] = drivers;
  if (!only) return { ...known, driver: undefined, isFew: false };
  return more.length === 0 && canWalk(only, order) ? { ...known, driver: only, isFew: false } : undefined;
}

function narrowestOf(drivers: readonly Driver[]): Driver | undefined {
  const narrow = drivers.filter((one) => one.isNarrow);
  return narrow.find((one) => one.meets.length > 1) ?? narrow[0];
}

/** Ids that meet a query, by way of the few rows of the one patient whom it names; undefined where it names none. */
export function idsOfOnePatient(ctx: Context, type: string, query: SearchQuery): Sql | undefined {
  const { scope, order, conditions, drivers } = intentOf(ctx, type, query);
  const driver = narrowestOf(drivers);
  return driver && candidatesOf({ scope, order, conditions, driver, isFew: false });
}

/**
 * Chooses where to begin without asking the planner, which may have no statistics: a count of each condition's rows
 * that ends early tells more, and costs less than one wrong plan.
 */
async function openSearch(ctx: Context, intent: Intent): Promise<Search> {
  const sure = sureSearch(intent);
  if (sure) return sure;
  const { drivers, order, few, ...known } = intent;
  const counts = await countEach(ctx, drivers, few);
  const least = Math.min(...counts);
  const smallest = drivers[counts.indexOf(least)];
  const isFew = least <= few;
  const driver = isFew ? smallest : (drivers.find((one) => canWalk(one, order)) ?? smallest);
  return { ...known, order, driver, isFew };
}

/** Whether no row is read that is not in the answer, but for those of one patient. */
function isCheap(intent: Intent): boolean {
  const sure = sureSearch(intent);
  if (!sure || sure.order.by === 'keys') return false;
  if (sure.isFew) return true;
  return sure.driver !== undefined && intent.conditions.every((one) => sure.driver?.meets.includes(one));
}

function canWalk({ walks }: Driver, order: Order): boolean {
  return order.by !== 'keys' && order.by !== 'id' && walks.includes(order.by);
}

async function countEach(ctx: Context, drivers: readonly Driver[], few: number): Promise<number[]> {
  const counts = drivers.map(
    (one) => sql`(SELECT count(*) FROM (${rowsOf(one, sql`1`, sql`LIMIT ${few + 1}`)}) c)::int`,
  );
  const found = await sql<{ counts: number[] }>`SELECT ARRAY[${sql.join(counts)}] AS counts`.execute(ctx.db);
  return found.rows[0]?.counts ?? [];
}

/**
 * Reads the first rows in the order of the leading date, where an index has them in it: of all that is found, or of one
 * patient's, among which what else is asked is looked up row by row. Undefined where they would have to be sorted.
 * @param order date parameter, `-` first for newest first
 */
export async function statementInOrder(
  ctx: Context,
  type: string,
  query: SearchQuery,
  order: string,
): Promise<Sql | undefined> {
  const isDescending = order.startsWith('-');
  const param = isDescending ? order.slice(1) : order;
  const page = { sort: [{ param, on: 'date', isDescending }] } as const;
  const intent = intentOf(ctx, type, { ...query, page });
  const search = sureSearch(intent);
  const driver = isCheap(intent) || search?.driver?.isNarrow ? search?.driver : undefined;
  if (!search || !driver || !canWalk(driver, intent.order)) return undefined;
  return statementOf(ctx, { search, limit: query.limit ?? 1000, after: undefined });
}

/** One page and whether there is more. @throws Refusal `searchTooCostly` */
export async function readPage(ctx: Context, type: string, query: SearchQuery, few?: number): Promise<Page> {
  return readIntent(ctx, intentOf(ctx, type, query, few), query);
}

interface Page {
  rows: PageRow[];
  hasMore: boolean;
  order: string;
}

async function readIntent(ctx: Context, intent: Intent, query: SearchQuery): Promise<Page> {
  const limit = query.limit ?? 1000;
  const read = async () =>
    (await sql<PageRow>`${await pageStatement(ctx, intent, query)}`.execute(ctx.db)).rows;
  const rows = isCheap(intent) ? await read() : await withinTime(ctx, read);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit, order: intent.order.name };
}

/** The statement that reads a page and one row more, for a plan to be looked at as well. */
export async function pageStatement(ctx: Context, intent: Intent, query: SearchQuery): Promise<Sql> {
  const after = query.page?.after;
  if (after) refuseOddPlace(intent.order, after);
  const search = await openSearch(ctx, intent);
  return statementOf(ctx, { search, limit: (query.limit ?? 1000) + 1, after });
}

/** How many resources the query has on all of its pages. @throws Refusal `searchTooCostly` */
export async function countAll(ctx: Context, type: string, query: SearchQuery): Promise<number> {
  const intent = intentOf(ctx, type, query);
  return withinTime(ctx, async () => {
    const search = await openSearch(ctx, intent);
    const found = await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM (${candidatesOf(search)}) c`.execute(ctx.db);
    return found.rows[0]?.count ?? 0;
  });
}

async function statementOf(ctx: Context, asked: Asked): Promise<Sql> {
  const { scope, order, driver, isFew } = asked.search;
  if (order.by !== 'keys' && !isFew) {
    if (driver && canWalk(driver, order))
      return order.by === 'folded' ? walkStrings(asked, driver) : walkBranches(asked, driver);
    // narrow means few rows, though nobody has counted them
    if (!driver?.isNarrow) return walkRecord(asked);
  }
  if (driver && !isFew) await refuseTooMany(ctx, rowsOf(driver, sql`1`, sql`LIMIT ${mostCandidates + 1}`));
  if (!driver && !isFew) await refuseTooMany(ctx, allOf(scope));
  return sorted(asked);
}

async function refuseTooMany(ctx: Context, rows: Sql): Promise<void> {
  const found = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (${rows}) c`.execute(ctx.db);
  if ((found.rows[0]?.count ?? 0) > mostCandidates) refuse('searchTooCostly', { maximum: mostCandidates });
}

const allOf = ({ clinicId, type }: Scope): Sql => sql`SELECT 1 FROM record_resource s
  WHERE s.clinic_id = ${clinicId} AND s.type = ${type} AND NOT s.deleted LIMIT ${mostCandidates + 1}`;

/** All candidates with their keys, sorted. */
function sorted({ search, limit, after }: Asked): Sql {
  const { scope, order } = search;
  const keys = keysOf(scope, order, sql`f.id`);
  return sql`WITH found AS MATERIALIZED (${candidatesOf(search)})
    SELECT ${pageColumns}, ${keyTexts(keys, sql`w`)} AS keys FROM (
      SELECT * FROM (SELECT f.id, ${keyColumns(keys)} FROM found f) x
      WHERE ${after ? isAfter(keys, after, sql`x`) : sql`true`} ORDER BY ${orderBy(keys, sql`x`)} LIMIT ${limit}) w
    ${recordOf(scope)} ORDER BY ${orderBy(keys, sql`w`)}`;
}

/** Distinct ids that meet every condition. */
function candidatesOf({ scope, conditions, driver }: Search): Sql {
  const left = conditions.filter((one) => !driver?.meets.includes(one));
  if (driver) {
    const rest = all([sql`true`, ...left.map((one) => holds(scope, sql`d.id`, one))]);
    return sql`SELECT d.id FROM (SELECT DISTINCT u.id FROM (${rowsOf(driver, sql`s.id`)}) u) d WHERE ${rest}`;
  }
  const rest = all([sql`true`, ...left.map((one) => holds(scope, sql`o.id`, one))]);
  return sql`SELECT s.id FROM record_resource s ${named}
    WHERE s.clinic_id = ${scope.clinicId} AND s.type = ${scope.type} AND NOT s.deleted AND ${rest}`;
}
