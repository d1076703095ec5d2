import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import { leadingDate } from '../fhir/leading-date.ts';
import type { Place, SearchQuery, SortKey } from './query.ts';
import { type Condition, rowsAmong, type Scope } from './search-conditions.ts';
import { all, any, type Sql, tables } from './search-tests.ts';

/** The order of a page: one that an index has, or keys that are looked up for each candidate. */
export type Order =
  | { by: 'at' | 'updated' | 'id' | 'folded'; isDescending: boolean; name: string }
  | { by: 'keys'; keys: readonly SortKey[]; name: string };

/**
 * What the query asks for, or the order that costs nothing: newest first, and names by themselves where nothing but
 * a name is asked for. It depends on the query alone, so that every page of it has the same.
 */
export function orderOf(type: string, query: SearchQuery, conditions: readonly Condition[]): Order {
  const sort = query.page?.sort ?? [];
  const [key, ...more] = sort;
  if (!key) return isNameOnly(conditions) ? indexed('folded', false) : indexed('at', true);
  if (more.length === 0) {
    if (key.on === 'id' || key.on === 'updated') return indexed(key.on, key.isDescending);
    if (key.on === 'date' && key.param === leadingDate(type)) return indexed('at', key.isDescending);
  }
  return {
    by: 'keys',
    keys: sort,
    name: sort.map((one) => `${one.isDescending ? '-' : ''}${one.param}`).join(),
  };
}

function indexed(by: 'at' | 'updated' | 'id' | 'folded', isDescending: boolean): Order {
  return { by, isDescending, name: `${isDescending ? '-' : ''}${by}` };
}

function isNameOnly([one, ...more]: readonly Condition[]): boolean {
  const [part, ...parts] = one?.parts ?? [];
  if (more.length > 0 || parts.length > 0 || one?.isNot || part?.table !== 'string') return false;
  const [test, ...tests] = part.tests ?? [];
  return tests.length === 0 && test?.on === 'string' && test.match !== 'contains';
}

/** One key of an order: its value for a row, as an expression, and how text becomes such a value again. */
export interface Key {
  value: Sql;
  isDescending: boolean;
  /** Type of the value, from a list of ours. */
  cast: 'timestamptz' | 'text' | 'float8';
}

/** @param id expression for the id; `at` and `updated` are read from the record's own row */
export function keysOf(scope: Scope, order: Order, id: Sql): Key[] {
  if (order.by === 'keys') return order.keys.map((key) => keyOf(scope, key, id));
  const { isDescending } = order;
  if (order.by === 'id') return [{ value: sql`${id}`, isDescending, cast: 'text' }];
  const column = order.by === 'updated' ? sql`k.updated_at` : sql`nullif(k.at, '-infinity')`;
  return [{ value: ofRecord(scope, column, id), isDescending, cast: 'timestamptz' }];
}

function ofRecord({ clinicId, type }: Scope, column: Sql, id: Sql): Sql {
  return sql`(SELECT ${column} FROM record_resource k WHERE k.clinic_id = ${clinicId} AND k.type = ${type} AND k.id = ${id})`;
}

const columns = {
  token: { column: sql`k.code`, cast: 'text' },
  string: { column: sql`k.folded`, cast: 'text' },
  date: { column: sql`k.lo`, cast: 'timestamptz' },
  quantity: { column: sql`k.lo`, cast: 'float8' },
  reference: { column: sql`k.target_id`, cast: 'text' },
  uri: { column: sql`k.value`, cast: 'text' },
} as const;

/** Of several values the first in the order that is asked for. */
function keyOf(scope: Scope, { param, on, isDescending }: SortKey, id: Sql): Key {
  if (on === 'id') return { value: sql`${id}`, isDescending, cast: 'text' };
  if (on === 'updated')
    return { value: ofRecord(scope, sql`k.updated_at`, id), isDescending, cast: 'timestamptz' };
  const { column, cast } = columns[on];
  const first = isDescending ? sql`max(${column})` : sql`min(${column})`;
  const told = on === 'token' ? sql`AND (k.code <> '' OR k.system <> '')` : sql``;
  const value = sql`(SELECT ${first} FROM ${tables[on]} k WHERE k.id = ${id} AND ${rowsAmong(scope, param, sql`k`)} ${told})`;
  return { value, isDescending, cast };
}

/** ORDER BY over columns `k0`, `k1` … and `id`; what has no value comes last either way. */
export function orderBy(keys: readonly Key[], alias: Sql): Sql {
  const isDescending = keys[0]?.isDescending === true;
  const parts = keys.map(
    (key, at) => sql`${alias}.${column(at)} ${key.isDescending ? sql`DESC` : sql`ASC`} NULLS LAST`,
  );
  return sql`${sql.join([...parts, sql`${alias}.id ${isDescending ? sql`DESC` : sql`ASC`}`])}`;
}

const column = (at: number): Sql => sql.ref(`k${at}`);
export const keyColumns = (keys: readonly Key[]): Sql =>
  sql`${sql.join(keys.map((key, at) => sql`${key.value} AS ${column(at)}`))}`;
/** As text, which keeps an infinite value and every digit. */
export const keyTexts = (keys: readonly Key[], alias: Sql): Sql =>
  sql`ARRAY[${sql.join(keys.map((_, at) => sql`${alias}.${column(at)}::text`))}]`;

/** What comes after a place in that order. */
export function isAfter(keys: readonly Key[], { values }: Place, alias: Sql): Sql {
  const same: Sql[] = [];
  const ways = keys.map((key, at) => {
    const own = sql`${alias}.${column(at)}`;
    const given = values[at] ?? null;
    const value = sql`${given}::${sql.raw(key.cast)}`;
    const beyond = sql`(${own} ${key.isDescending ? sql`<` : sql`>`} ${value} OR ${own} IS NULL)`;
    const way = all([...same, given === null ? sql`false` : beyond]);
    same.push(given === null ? sql`${own} IS NULL` : sql`${own} = ${value}`);
    return way;
  });
  const id = values.at(-1) ?? '';
  ways.push(all([...same, sql`${alias}.id ${keys[0]?.isDescending ? sql`<` : sql`>`} ${id}`]));
  return any(ways.map((way) => sql`(${way})`));
}

/** A place comes from outside, in an address that anybody may have changed. @throws Refusal `invalidInput` */
export function refuseOddPlace(order: Order, { order: name, values }: Place): void {
  const casts = order.by === 'keys' ? order.keys.map(castOf) : [castOfOrder(order.by)];
  const isFit =
    name === order.name &&
    values.length === casts.length + 1 &&
    typeof values.at(-1) === 'string' &&
    casts.every((cast, at) => fits(cast, values[at] ?? null));
  if (!isFit) refuse('invalidInput', {}, [{ path: '_cursor', key: 'platform_field_unknownParameter' }]);
}

function castOf({ on }: SortKey): Key['cast'] {
  if (on === 'id') return 'text';
  return on === 'updated' ? 'timestamptz' : columns[on].cast;
}

function castOfOrder(by: 'at' | 'updated' | 'id' | 'folded'): Key['cast'] {
  return by === 'at' || by === 'updated' ? 'timestamptz' : 'text';
}

function fits(cast: Key['cast'], value: string | null): boolean {
  if (value === null) return true;
  if (cast === 'text') return true;
  if (cast === 'float8') return /^(-?Infinity|-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?)$/.test(value);
  return /^-?infinity$/.test(value) || isInstant(value);
}

/** As PostgreSQL writes one in UTC. */
function isInstant(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00$/.exec(value) ?? [];
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`);
  return (
    !Number.isNaN(ms) &&
    ms > Date.parse('0001-01-01T00:00:00Z') &&
    new Date(ms).toISOString().startsWith(`${day}`)
  );
}
