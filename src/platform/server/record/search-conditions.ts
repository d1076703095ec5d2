import { sql } from 'kysely';
import { sourcesOf } from '../fhir/composed-parameter.ts';
import { cutToken, cutUri } from '../fhir/fold.ts';
import { searchKey } from '../fhir/search-key.ts';
import { parameterOf } from '../fhir/search-parameters.ts';
import type { Criterion } from './query.ts';
import {
  any,
  all,
  passesAny,
  type SearchTable,
  type Sql,
  tables,
  type Test,
  updatedPasses,
} from './search-tests.ts';

/**
 * A criterion as the search rows answer it: rows of one table under one name, of two tables (references to us and to
 * elsewhere), or under the names that a parameter is put together from.
 */
export interface Condition {
  param: string;
  parts: readonly Part[];
  /** Holds where no row passes. */
  isNot: boolean;
  /** Ids that it names, where that is all it says. */
  ids?: readonly string[];
}

/** Rows of one table under one name, of which any of the tests must pass; without tests any row does. */
export interface Part {
  table: SearchTable;
  param: string;
  tests: readonly Test[] | undefined;
}

/** Whose search rows: always the running clinic's. */
export interface Scope {
  clinicId: string;
  type: string;
}

/** @param criterion without a chain; chains are resolved before */
export function conditionOf(type: string, criterion: Criterion): Condition {
  if ('id' in criterion) return { param: '_id', parts: [], isNot: false, ids: criterion.id };
  const { param } = criterion;
  if ('missing' in criterion) {
    const kind = parameterOf(type, param)?.type;
    const own = kind === 'number' ? 'quantity' : kind;
    const places: SearchTable[] = own === 'reference' ? ['reference', 'uri', 'token'] : ['token'];
    if (own && own !== 'composite' && own !== 'special' && !places.includes(own)) places.push(own);
    return {
      param,
      isNot: criterion.missing,
      parts: sourcesOf(type, param).flatMap((own) =>
        places.map((table) => ({ table, param: own, tests: undefined })),
      ),
    };
  }
  const isNot = 'isNot' in criterion && criterion.isNot === true;
  const tests = testsOf(criterion);
  return { param, isNot, parts: sourcesOf(type, param).flatMap((own) => partsOf(own, tests)) };
}

function partsOf(param: string, tests: readonly Test[]): Part[] {
  const byTable = new Map<SearchTable, Test[]>();
  for (const test of tests) {
    const table = param === '_lastUpdated' ? 'resource' : test.on === 'overlap' ? 'date' : test.on;
    byTable.set(table, [...(byTable.get(table) ?? []), test]);
  }
  return [...byTable].map(([table, own]) => ({ table, param, tests: own }));
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function testsOf(criterion: Exclude<Criterion, { id: unknown } | { missing: unknown }>): readonly Test[] {
  if ('tests' in criterion) return criterion.tests;
  if ('chain' in criterion) throw new Error('a chain is to be resolved before it is asked');
  if ('token' in criterion) {
    return list(criterion.token).map((token) => {
      const bar = token.lastIndexOf('|');
      const code = cutToken(token.slice(bar + 1));
      return bar < 0 ? { on: 'token', code } : { on: 'token', code, system: cutToken(token.slice(0, bar)) };
    });
  }
  if ('reference' in criterion) {
    return list(criterion.reference).map((reference) => {
      const [targetType = '', targetId = ''] = reference.split('/');
      return { on: 'reference', targetType, targetId };
    });
  }
  if ('startsWith' in criterion)
    return [{ on: 'string', match: 'starts', folded: criterion.startsWith, exact: '' }];
  if ('uri' in criterion) return [{ on: 'uri', value: cutUri(criterion.uri) }];
  return [
    {
      on: 'overlap',
      ...(criterion.from && { from: criterion.from }),
      ...(criterion.to && { to: criterion.to }),
    },
  ];
}

/** What a row `s` of a part's table must be, by its index. */
export function isRowOf(scope: Scope, part: Part): Sql {
  if (part.table !== 'resource') return sql`${rowsUnder(scope, part.param)} AND ${passesPart(part)}`;
  return sql`s.clinic_id = ${scope.clinicId} AND s.type = ${scope.type} AND NOT s.deleted AND ${passesPart(part)}`;
}

/** All search rows `s` of a parameter, as every index of theirs begins. */
export function rowsUnder({ clinicId, type }: Scope, param: string): Sql {
  return sql`s.clinic_id = ${clinicId} AND s.param = ${searchKey(type, param)}`;
}

/**
 * The search rows of a parameter among those of one resource. Its number is hidden from the indexes that begin with it:
 * without statistics the planner might walk all rows of a code, once for each resource.
 * @param rows name of the table in the statement
 */
export function rowsAmong({ clinicId, type }: Scope, param: string, rows: Sql): Sql {
  const under = sourcesOf(type, param).map((one) => sql`${rows}.param + 0 = ${searchKey(type, one)}`);
  return sql`${rows}.clinic_id = ${clinicId} AND ${any(under)}`;
}

export function passesPart({ table, tests }: Part): Sql {
  if (!tests) return sql`true`;
  return table === 'resource' ? any(tests.map(updatedPasses)) : passesAny(tests);
}

/** Gives the id of a row `s` a name that the rows looked up for it do not hide, who are `s` themselves. */
export const named: Sql = sql`CROSS JOIN LATERAL (SELECT s.id) o`;

/** Whether the resource of this id meets a condition. A subselect of its own, so that no planner makes a join of it. */
export function holds(scope: Scope, id: Sql, condition: Condition): Sql {
  if (condition.ids) return sql`${id} = ANY(${condition.ids})`;
  const found = condition.parts.map((part) =>
    part.table === 'resource'
      ? sql`(SELECT true FROM record_resource s WHERE s.clinic_id = ${scope.clinicId} AND s.type = ${scope.type}
          AND s.id = ${id} AND ${passesPart(part)})`
      : rowOf(scope, id, part),
  );
  if (!condition.isNot) return any(found.map((one) => sql`${one} IS NOT NULL`));
  return found.length === 0 ? sql`true` : all(found.map((one) => sql`${one} IS NULL`));
}

/** Looks among the few rows of one resource. */
function rowOf(scope: Scope, id: Sql, part: Part): Sql {
  return sql`(SELECT true FROM ${tables[part.table]} s
    WHERE s.id = ${id} AND ${rowsAmong(scope, part.param, sql`s`)} AND ${passesPart(part)} LIMIT 1)`;
}

/** Ids of resources that meet a condition, as a subselect. */
export function idsOf(scope: Scope, condition: Condition): Sql {
  const parts = condition.parts.map(
    (part) => sql`SELECT s.id FROM ${tables[part.table]} s WHERE ${isRowOf(scope, part)}`,
  );
  return parts.length > 0 ? sql`${sql.join(parts, sql` UNION ALL `)}` : sql`SELECT NULL::text WHERE false`;
}
