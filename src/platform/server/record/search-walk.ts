import { sql } from 'kysely';
import { leadingDate } from '../fhir/leading-date.ts';
import type { Place } from './query.ts';
import { type Condition, holds, named, type Part, rowsAmong, type Scope } from './search-conditions.ts';
import type { Driver } from './search-drivers.ts';
import type { Order } from './search-order.ts';
import { type Asked, pageColumns, recordOf } from './search-shape.ts';
import { beginningsOf, surelyPasses } from './search-beginnings.ts';
import { all, type Sql, tables } from './search-tests.ts';

/**
 * Reads a page along an index in its order: each branch gives no more than a page, and the pages of all branches are
 * merged. What an index does not know is looked up row by row.
 */
export function walkBranches(asked: Asked, driver: Driver): Sql {
  const { scope, conditions } = asked.search;
  const at =
    driver.table === 'date' ? sql`s.lo` : driver.table === 'resource' ? sql`s.updated_at` : sql`s.at`;
  const left = conditions.filter((one) => !driver.meets.includes(one));
  const probes = left.map((one) => probe(scope, one, driver.table === 'resource' ? undefined : at));
  const limits = driver.table === 'resource' ? [] : left.flatMap((one) => atLimits(scope.type, one, at));
  const branches = driver.branches.map((branch) => all([branch, ...limits, ...probes]));
  const table = probes.length > 0 ? sql`${tables[driver.table]} s ${named}` : sql`${tables[driver.table]} s`;
  const begins = driver.meets.some(({ parts }) =>
    parts[0]?.tests?.some((one) => (beginningsOf(one).from ?? '-infinity') > '-infinity'),
  );
  return merged(asked, table, at, branches, driver.table === 'date' && begins);
}

/** Along the record itself, every condition looked up. */
export function walkRecord(asked: Asked): Sql {
  const { scope, conditions, order } = asked.search;
  const own = sql`s.clinic_id = ${scope.clinicId} AND s.type = ${scope.type} AND NOT s.deleted`;
  const ownAt = order.by === 'at' ? sql`s.at` : undefined;
  const probes = conditions.map((one) => probe(scope, one, ownAt));
  const at = order.by === 'updated' ? sql`s.updated_at` : order.by === 'id' ? sql`s.id` : sql`s.at`;
  const limits = order.by === 'at' ? conditions.flatMap((one) => atLimits(scope.type, one, at)) : [];
  return merged(asked, sql`record_resource s ${named}`, at, [all([own, ...limits, ...probes])]);
}

/** @param at the beginning of the leading date, which often tells all about a condition on it */
function probe(scope: Scope, condition: Condition, at: Sql | undefined): Sql {
  const looked = holds(scope, sql`o.id`, condition);
  if (!at || condition.param !== leadingDate(scope.type) || condition.isNot) return looked;
  const decided = surelyMeets(condition, at);
  return decided ? sql`(${decided} OR ${looked})` : looked;
}

/** What the beginning of the leading date alone says of a condition on it. */
function surelyMeets({ parts }: Condition, at: Sql): Sql | undefined {
  if (isAboutPresence(parts)) return sql`${at} > '-infinity'`;
  const [test, ...more] = parts[0]?.tests ?? [];
  return test && more.length === 0 ? surelyPasses(test, at) : undefined;
}

/** Whether there is a value or none, not which. */
function isAboutPresence(parts: readonly Part[]): boolean {
  return parts.length > 0 && parts.every(({ tests }) => tests === undefined);
}

/** What a condition on the leading date says about the order's own column. */
function atLimits(type: string, { param, isNot, parts }: Condition, at: Sql): Sql[] {
  if (param !== leadingDate(type)) return [];
  // what begins somewhere has a date; what does not may still have its end
  if (isNot) return isAboutPresence(parts) ? [sql`${at} = '-infinity'`] : [];
  const [test, ...more] = parts[0]?.tests ?? [];
  if (!test || more.length > 0) return [];
  const { from, before } = beginningsOf(test);
  return [
    ...(from === undefined ? [] : [sql`${at} >= ${from}`]),
    ...(before === undefined ? [] : [sql`${at} < ${before}`]),
  ];
}

/** @param isDated whether no row is without a date */
function merged(asked: Asked, table: Sql, at: Sql, branches: readonly Sql[], isDated = false): Sql {
  const { search, limit, after } = asked;
  const { order, scope } = search;
  if (order.by === 'keys' || order.by === 'folded') throw new Error('no index has this order');
  // what has no date stands first in the index and comes last in the answer: a branch of its own going upwards
  const upwards = order.by === 'at' && !order.isDescending && !isDated;
  const beyond = (isLast: boolean) => (after ? sql`AND ${isBeyond(order, after, at, isLast)}` : sql``);
  const ways = branches.flatMap((one) =>
    upwards
      ? [
          sql`${one} AND ${at} > '-infinity' ${beyond(false)}`,
          sql`${one} AND ${at} = '-infinity' ${beyond(true)}`,
        ]
      : [sql`${one} ${beyond(false)}`],
  );
  const direction = order.isDescending ? sql`DESC` : sql`ASC`;
  const last = (alias: Sql) => (upwards ? sql`${alias}.at = '-infinity',` : sql``);
  const parts = ways.map(
    (one) => sql`(SELECT DISTINCT ${at} AS at, s.id FROM ${table}
      WHERE ${one}
      ORDER BY ${at} ${direction}, s.id ${direction} LIMIT ${limit})`,
  );
  const keys = order.by === 'at' ? sql`ARRAY[nullif(w.at, '-infinity')::text]` : sql`ARRAY[w.at::text]`;
  const [only, ...more] = parts;
  const page =
    only && more.length === 0
      ? only
      : sql`(SELECT DISTINCT ${last(sql`u`)} u.at, u.id FROM (${sql.join(parts, sql` UNION ALL `)}) u
          ORDER BY ${last(sql`u`)} u.at ${direction}, u.id ${direction} LIMIT ${limit})`;
  return sql`SELECT ${pageColumns}, ${keys} AS keys FROM ${page} w
    ${recordOf(scope)} ORDER BY ${last(sql`w`)} w.at ${direction}, w.id ${direction}`;
}

/**
 * Beyond a place, as a range of the index and the tie within it.
 * @param isLast among the rows without a date, which come last
 */
function isBeyond(order: Order, { values: [value = null, id = ''] }: Place, at: Sql, isLast: boolean): Sql {
  const isDown = order.by !== 'keys' && order.isDescending;
  const sign = isDown ? sql`<` : sql`>`;
  if (order.by === 'id') return sql`s.id ${sign} ${id}`;
  if (isLast) return value === null ? sql`s.id ${sign} ${id}` : sql`true`;
  if (value === null) return isDown ? sql`${at} = '-infinity' AND s.id ${sign} ${id}` : sql`false`;
  return sql`${at} ${sign}= ${value}::timestamptz AND (${at} ${sign} ${value}::timestamptz OR s.id ${sign} ${id})`;
}

/** Names by themselves: every resource once, at the first of its names that begins so. */
export function walkStrings(
  { search, limit, after }: Asked,
  { branches: [branch = sql`false`], meets }: Driver,
): Sql {
  const { scope } = search;
  const test = meets[0]?.parts[0]?.tests?.[0];
  if (test?.on !== 'string') throw new Error('only a name is walked by its text');
  const [folded, id] = after?.values ?? [];
  const beyond = after ? sql`AND s.folded >= ${folded} AND (s.folded > ${folded} OR s.id > ${id})` : sql``;
  const earlier = sql`(SELECT true FROM record_string e
    WHERE e.id = s.id AND ${rowsAmong(scope, meets[0]?.param ?? '', sql`e`)} AND e.folded >= ${test.folded} AND e.folded < s.folded LIMIT 1)`;
  return sql`SELECT ${pageColumns}, ARRAY[w.folded] AS keys FROM (
      SELECT DISTINCT s.folded, s.id FROM record_string s WHERE ${branch} ${beyond} AND ${earlier} IS NULL
      ORDER BY s.folded, s.id LIMIT ${limit}) w
    ${recordOf(scope)} ORDER BY w.folded, w.id`;
}
