import { sql } from 'kysely';
import { compartmentParameter } from '../fhir/compartment-parameter.ts';
import { leadingDate } from '../fhir/leading-date.ts';
import {
  type Condition,
  isRowOf,
  type Part,
  passesPart,
  rowsUnder,
  type Scope,
} from './search-conditions.ts';
import { type Beginnings, beginningsOf } from './search-beginnings.ts';
import { all, passes, type SearchTable, type Sql, tables } from './search-tests.ts';

/** One way to come by the ids that meet some of the conditions. */
export interface Driver {
  table: SearchTable;
  /** Each a range of the table's index; a resource may be in several. */
  branches: readonly Sql[];
  /** What all of its ids meet. */
  meets: readonly Condition[];
  /** Orders in which an index has each branch. */
  walks: readonly ('at' | 'folded' | 'updated')[];
  /** Holds few rows, whatever the size of the record: asked without counting first. */
  isNarrow: boolean;
}

/** More branches than this cost more to plan than they save. */
const mostBranches = 8;

/** @param conditions those that hold where a row is, not where none is */
export function driversOf(scope: Scope, conditions: readonly Condition[]): Driver[] {
  const leading = leadingDate(scope.type);
  const dates = conditions.filter((one) => isLeading(one, leading));
  const others = conditions.filter((one) => !dates.includes(one));
  const patient = others.find((one) => patientOf(scope.type, one) !== undefined);
  const drivers = others.map((one) => {
    const fused = patient && patient !== one && ofPatient(scope, patient, one);
    return fused || driverOf(scope, one);
  });
  if (dates.length > 0) drivers.push(dateDriver(scope, dates));
  return drivers;
}

/** The patient whose resources the condition means, where the record's own column says the same. */
function patientOf(type: string, { param, parts: [part, ...more] }: Condition): string | undefined {
  const [test, ...further] = part?.tests ?? [];
  if (more.length > 0 || further.length > 0 || test?.on !== 'reference') return undefined;
  const isPatient = test.targetType === 'Patient' && compartmentParameter(type, param);
  return isPatient ? test.targetId : undefined;
}

/** One patient's rows of a code: neither all of hers nor all of the code's. */
function ofPatient(scope: Scope, patient: Condition, condition: Condition): Driver | undefined {
  const walkable = walkableOf(scope, condition);
  if (walkable?.table !== 'token') return undefined;
  const id = patientOf(scope.type, patient);
  return {
    table: 'token',
    branches: walkable.branches.map((branch) => sql`${branch} AND s.patient_id = ${id}`),
    meets: [patient, condition],
    walks: ['at'],
    isNarrow: true,
  };
}

/** A condition each of whose tests is one range in the order of its index. */
function walkableOf(scope: Scope, { parts }: Condition): { table: SearchTable; branches: Sql[] } | undefined {
  const table = tableOf(parts);
  const tests = parts.map((part) => part.tests ?? []);
  const count = tests.flat().length;
  if (!table || tests.some((own) => own.length === 0) || count > mostBranches) return undefined;
  const isRange = tests
    .flat()
    .every(
      (test) => (test.on === 'token' && test.code !== undefined) || test.on === 'reference' || isStart(test),
    );
  if (!isRange) return undefined;
  const branches = parts.flatMap(({ param, tests: own = [] }) =>
    own.map((test) => sql`${rowsUnder(scope, param)} AND ${passes(test)}`),
  );
  return { table, branches };
}

/** The one table in which all of the parts are. */
function tableOf([first, ...others]: readonly Part[]): SearchTable | undefined {
  return others.every((one) => one.table === first?.table) ? first?.table : undefined;
}

function isStart(test: { on: string; match?: string }): boolean {
  return test.on === 'string' && test.match !== 'contains';
}

function driverOf(scope: Scope, condition: Condition): Driver {
  const { parts } = condition;
  const walkable = walkableOf(scope, condition);
  if (walkable) {
    const tests = parts.flatMap((part) => part.tests ?? []);
    return {
      ...walkable,
      meets: [condition],
      walks: [walkable.table === 'string' ? 'folded' : 'at'],
      isNarrow: tests.every((test) => test.on === 'reference' && test.targetType === 'Patient'),
    };
  }
  // a condition of two tables is no driver: its parts would be branches of different tables
  const table = tableOf(parts);
  return {
    table: table ?? 'token',
    branches: table ? parts.flatMap((part) => branchesOf(scope, part)) : [],
    meets: [condition],
    walks: table === 'resource' ? ['updated'] : [],
    isNarrow: false,
  };
}

function branchesOf(scope: Scope, part: Part): Sql[] {
  const [test, ...more] = part.tests ?? [];
  if (part.table !== 'date' || !test || more.length > 0) return [isRowOf(scope, part)];
  return dateBranches(scope, part.param, [beginningsOf(test)], passesPart(part));
}

function isLeading(
  { param, parts: [part, ...more], isNot }: Condition,
  leading: string | undefined,
): boolean {
  return (
    param === leading && !isNot && more.length === 0 && part?.table === 'date' && part.tests?.length === 1
  );
}

/** The leading date has one value, so all that is asked of it is asked of one row. */
function dateDriver(scope: Scope, dates: readonly Condition[]): Driver {
  const beginnings = dates.map(({ parts: [part] }) => (part?.tests?.[0] ? beginningsOf(part.tests[0]) : {}));
  const passesEach = all(dates.flatMap(({ parts }) => parts.map(passesPart)));
  return {
    table: 'date',
    branches: dateBranches(scope, dates[0]?.param ?? '', beginnings, passesEach),
    meets: dates,
    walks: ['at'],
    isNarrow: false,
  };
}

/** By the beginning; where only an end is asked for, what is short by its beginning and what is long by its end. */
function dateBranches(scope: Scope, param: string, beginnings: readonly Beginnings[], passing: Sql): Sql[] {
  const own = rowsUnder(scope, param);
  const limits = beginnings.flatMap(({ from, before }) => [
    ...(from === undefined ? [] : [sql`s.lo >= ${from}`]),
    ...(before === undefined ? [] : [sql`s.lo < ${before}`]),
  ]);
  const base = all([own, ...limits, passing]);
  const open = beginnings.find((one) => one.shortAfter !== undefined);
  if (!open || beginnings.some((one) => one.from !== undefined)) return [base];
  return [
    sql`${base} AND s.lo > ${open.shortAfter}`,
    sql`${base} AND s.long AND s.hi > ${open.endAfter} AND s.lo <= ${open.shortAfter}`,
  ];
}

/** Rows of a driver: every branch by itself. */
export function rowsOf({ table, branches }: Driver, columns: Sql, rest: Sql = sql``): Sql {
  const parts = branches.map(
    (branch) => sql`(SELECT ${columns} FROM ${tables[table]} s WHERE ${branch} ${rest})`,
  );
  return parts.length > 0
    ? sql`${sql.join(parts, sql` UNION ALL `)}`
    : sql`SELECT ${columns} FROM record_token s WHERE false`;
}
