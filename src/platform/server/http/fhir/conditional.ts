import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { patientOf } from '#platform/server/record/compartment.ts';
import { type FoundRow, type SearchQuery, searchRows } from '#platform/server/record/search.ts';
import type { Stored } from '#platform/server/record/store.ts';
import { refuseParameter } from './history-query.ts';
import { parseSearch } from './parse-search.ts';
import { refuseFhir } from './refusals.ts';

/**
 * The one resource that meets the conditions, or undefined. Refuses with `severalMatch` when more do: none is guessed.
 * @param given search parameters; one that narrows nothing (`_count`, `_sort`) is none
 */
export async function matchOf(
  ctx: Context,
  type: string,
  given: URLSearchParams,
): Promise<Stored | undefined> {
  return only(type, await matchesOf(ctx, type, given));
}

/** The resources that meet the conditions, two at most. */
export async function matchesOf(ctx: Context, type: string, given: URLSearchParams): Promise<FoundRow[]> {
  return searchRows(ctx, type, conditionsOf(ctx, type, given));
}

/**
 * The one resource that meets the conditions; where none does, whoever else asks for the same waits from here on until
 * this transaction has ended. So of many who would write it if it is not there, one writes it and the others find it.
 */
export async function matchOrLock(
  ctx: Context,
  type: string,
  given: URLSearchParams,
): Promise<Stored | undefined> {
  const query = conditionsOf(ctx, type, given);
  // most repeats find it, and need to wait for nobody
  const found = only(type, await searchRows(ctx, type, query));
  if (found) return found;
  await lockConditions(ctx, [lockKeyOf(type, query)]);
  return only(type, await searchRows(ctx, type, query));
}

/** Locks what may be written only if it is not there; to be called once, before any row is locked. */
export async function lockConditions(ctx: Context, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`SELECT record_lock_conditions(${keys})`.execute(ctx.db);
}

/** The conditions however they were written: the same question has the same key. */
export function conditionKey(ctx: Context, type: string, given: URLSearchParams): string {
  return lockKeyOf(type, conditionsOf(ctx, type, given));
}

function lockKeyOf(type: string, { where = [] }: SearchQuery): string {
  return `${type} ${where.map((one) => JSON.stringify(one)).sort()}`;
}

function conditionsOf(ctx: Context, type: string, given: URLSearchParams): SearchQuery {
  // what a chain finds is told by whether it is found, and needs the right to another type than this one
  const chained = [...given.keys()].find((name) => name.includes('.') || name.startsWith('_has'));
  if (chained !== undefined) refuseParameter(/^[\w.:-]{1,60}$/.test(chained) ? chained : '?');
  const { where = [] } = parseSearch(type, given, ctx.clinic.zone);
  if (where.length === 0) refuseFhir('noCondition');
  return { where, limit: 2 };
}

function only(type: string, rows: readonly FoundRow[]): Stored | undefined {
  if (rows.length > 1) refuseFhir('severalMatch', { type });
  const [row] = rows;
  return row && { ...row, type, deleted: false, patientId: patientOf(JSON.parse(row.text)) ?? null };
}
