import { type RawBuilder, sql } from 'kysely';
import type { Amount, Prefix, SearchTest } from './query.ts';

export type Sql = RawBuilder<unknown>;

/** A range of instants by overlap, as slices ask for it. */
export interface Overlap {
  on: 'overlap';
  from?: string;
  to?: string;
}
export type Test = SearchTest | Overlap;

/** Tables of search rows; `resource` is the record itself, for its id and the moment of its last version. */
export type SearchTable = 'token' | 'string' | 'date' | 'quantity' | 'reference' | 'uri' | 'resource';

export const tables: Readonly<Record<SearchTable, Sql>> = {
  token: sql.table('record_token'),
  string: sql.table('record_string'),
  date: sql.table('record_date'),
  quantity: sql.table('record_quantity'),
  reference: sql.table('record_reference'),
  uri: sql.table('record_uri'),
  resource: sql.table('record_resource'),
};

/** U+10FFFF sorts after every character that a folded name can hold, so a prefix is a range of the b-tree. */
export const afterPrefix = (folded: string) => `${folded}\u{10FFFF}`;

export const any = (parts: readonly Sql[]): Sql =>
  parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` OR `)})`;
export const all = (parts: readonly Sql[]): Sql => sql`${sql.join(parts, sql` AND `)}`;

/** Whether a row `s` of the test's table passes it. */
export function passes(test: Test): Sql {
  switch (test.on) {
    case 'token': {
      const parts: Sql[] = [];
      if (test.code !== undefined) parts.push(sql`s.code = ${test.code}`);
      if (test.system !== undefined) parts.push(sql`s.system = ${test.system}`);
      // a row without both only tells that there is a value
      return parts.length > 0 ? all(parts) : sql`(s.code <> '' OR s.system <> '')`;
    }
    case 'string':
      if (test.match === 'contains') return sql`position(${test.folded} IN s.folded) > 0`;
      return test.match === 'exact'
        ? sql`s.folded = ${test.folded} AND s.exact = ${test.exact}`
        : sql`s.folded >= ${test.folded} AND s.folded < ${afterPrefix(test.folded)}`;
    case 'date':
      return datePasses(test);
    case 'overlap': {
      const upper = test.to ? sql`s.lo < ${test.to}` : sql`true`;
      return test.from ? sql`${upper} AND s.hi > ${test.from}` : upper;
    }
    case 'quantity':
      return quantityPasses(test);
    case 'reference':
      return test.targetType === undefined
        ? sql`s.target_id = ${test.targetId}`
        : sql`s.target_id = ${test.targetId} AND s.target_type = ${test.targetType}`;
    case 'uri':
      return sql`s.value = ${test.value}`;
  }
}

/** All tests of one table as few ranges of its index: codes of one system, ids of one type together. */
export function passesAny(tests: readonly Test[]): Sql {
  const groups = new Map<string, { key: Sql; values: string[]; rest: Sql }>();
  const others: Sql[] = [];
  for (const test of tests) {
    if (test.on === 'token' && test.code !== undefined) {
      const rest = test.system === undefined ? sql`true` : sql`s.system = ${test.system}`;
      gather(groups, `t${test.system}`, { key: sql`s.code`, rest }, test.code);
    } else if (test.on === 'reference') {
      const rest = test.targetType === undefined ? sql`true` : sql`s.target_type = ${test.targetType}`;
      gather(groups, `r${test.targetType}`, { key: sql`s.target_id`, rest }, test.targetId);
    } else if (test.on === 'uri') {
      gather(groups, 'u', { key: sql`s.value`, rest: sql`true` }, test.value);
    } else others.push(sql`(${passes(test)})`);
  }
  const gathered = [...groups.values()].map(
    ({ key, values, rest }) => sql`(${key} = ANY(${values}) AND ${rest})`,
  );
  return any([...gathered, ...others]);
}

function gather(
  groups: Map<string, { key: Sql; values: string[]; rest: Sql }>,
  name: string,
  group: { key: Sql; rest: Sql },
  value: string,
): void {
  const known = groups.get(name) ?? { ...group, values: [] };
  known.values.push(value);
  groups.set(name, known);
}

/** http://hl7.org/fhir/R4/search.html#prefix, ranges half-open: the row's is lo to hi, the search's a to b. */
function datePasses({ prefix, lo: a, hi: b }: { prefix: Prefix; lo: string; hi: string }): Sql {
  const inside = sql`s.lo >= ${a} AND s.hi <= ${b}`;
  const byPrefix: Record<Prefix, () => Sql> = {
    eq: () => inside,
    ne: () => sql`NOT (${inside})`,
    gt: () => sql`s.hi > ${b}`,
    lt: () => sql`s.lo < ${a}`,
    ge: () => sql`(s.hi > ${b} OR (${inside}))`,
    le: () => sql`(s.lo < ${a} OR (${inside}))`,
    sa: () => sql`s.lo >= ${b}`,
    eb: () => sql`s.hi <= ${a}`,
    ap: () => sql`s.lo < ${b} AND s.hi > ${a}`,
  };
  return byPrefix[prefix]();
}

/** The same for the instant of a resource's last version, which lasts a millisecond. */
export function updatedPasses(test: Test): Sql {
  if (test.on === 'overlap') {
    return all([
      test.to ? sql`s.updated_at < ${test.to}` : sql`true`,
      test.from ? sql`s.updated_at >= ${test.from}` : sql`true`,
    ]);
  }
  if (test.on !== 'date') return sql`false`;
  const { prefix, lo: a, hi: b } = test;
  const inside = sql`s.updated_at >= ${a} AND s.updated_at < ${b}`;
  const byPrefix: Record<Prefix, () => Sql> = {
    eq: () => inside,
    ne: () => sql`NOT (${inside})`,
    gt: () => sql`s.updated_at >= ${b}`,
    lt: () => sql`s.updated_at < ${a}`,
    ge: () => sql`s.updated_at >= ${a}`,
    le: () => sql`s.updated_at < ${b}`,
    sa: () => sql`s.updated_at >= ${b}`,
    eb: () => sql`s.updated_at < ${a}`,
    ap: () => inside,
  };
  return byPrefix[prefix]();
}

function quantityPasses(test: SearchTest & { on: 'quantity' }): Sql {
  if (test.base) {
    const { unit } = test.base;
    return sql`s.canonical = ${unit} AND ${amountPasses(test.prefix, test.base, sql`s.base_lo`, sql`s.base_hi`)}`;
  }
  const parts = [amountPasses(test.prefix, test, sql`s.lo`, sql`s.hi`)];
  if (test.system !== undefined) parts.push(sql`s.system = ${test.system}`);
  if (test.code !== undefined) parts.push(sql`s.code = ${test.code}`);
  if (test.anyUnit !== undefined) parts.push(sql`(s.code = ${test.anyUnit} OR s.unit = ${test.anyUnit})`);
  return all(parts);
}

/** Digits count for `eq`, `ne` and `ap`; the other comparisons take the number as exact. */
function amountPasses(prefix: Prefix, { value, lo, hi }: Amount, rowLo: Sql, rowHi: Sql): Sql {
  const inside = sql`${rowLo} >= ${lo} AND ${rowHi} < ${hi}`;
  const tenth = Math.abs(value) / 10;
  const byPrefix: Record<Prefix, () => Sql> = {
    eq: () => inside,
    ne: () => sql`NOT (${inside})`,
    gt: () => sql`${rowHi} > ${value}`,
    lt: () => sql`${rowLo} < ${value}`,
    ge: () => sql`${rowHi} >= ${value}`,
    le: () => sql`${rowLo} <= ${value}`,
    sa: () => sql`${rowLo} > ${value}`,
    eb: () => sql`${rowHi} < ${value}`,
    ap: () => sql`${rowLo} <= ${value + tenth} AND ${rowHi} >= ${value - tenth}`,
  };
  return byPrefix[prefix]();
}
