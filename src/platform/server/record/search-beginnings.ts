import { sql } from 'kysely';
import { longestShortMs } from '../fhir/search-values.ts';
import type { Sql, Test } from './search-tests.ts';

/** Where a test's rows may begin: half-open, undefined for no limit. */
export interface Beginnings {
  from?: string;
  before?: string;
  /** Only an end is asked for: what lasts a day at most begins after this, what lasts longer anywhere. */
  shortAfter?: string;
  /** The end that those rows must pass. */
  endAfter?: string;
}

/** What a date test says about the beginning of the rows that pass it. */
export function beginningsOf(test: Test): Beginnings {
  if (test.on === 'overlap') {
    return {
      ...(test.to && { before: test.to }),
      ...(test.from && { shortAfter: dayBefore(test.from), endAfter: test.from }),
    };
  }
  if (test.on !== 'date') return {};
  const { prefix, lo, hi } = test;
  switch (prefix) {
    case 'eq':
      return { from: lo, before: hi };
    case 'lt':
    case 'eb':
      return { before: lo };
    case 'le':
      return { before: hi };
    case 'sa':
      return { from: hi };
    case 'gt':
      return { shortAfter: dayBefore(hi), endAfter: hi };
    case 'ge':
    case 'ap':
      return { ...(prefix === 'ap' && { before: hi }), shortAfter: dayBefore(lo), endAfter: lo };
    default:
      return {};
  }
}

function dayBefore(instant: string): string {
  const ms = Date.parse(instant) - longestShortMs;
  return Number.isNaN(ms) || ms < Date.parse('0001-01-02T00:00:00Z')
    ? '-infinity'
    : new Date(ms).toISOString();
}

/**
 * That a row passes a date test for sure, as far as its beginning tells: whatever begins within a day or after it also
 * ends there or later. Undefined where the end decides.
 */
export function surelyPasses(test: Test, at: Sql): Sql | undefined {
  if (test.on !== 'date') return undefined;
  // without any date the beginning is minus infinity too
  const isThere = sql`${at} > '-infinity'`;
  switch (test.prefix) {
    case 'ge':
      return sql`(${isThere} AND ${at} >= ${test.lo})`;
    case 'gt':
    case 'sa':
      return sql`(${isThere} AND ${at} >= ${test.hi})`;
    case 'lt':
    case 'le':
      return sql`(${isThere} AND ${at} < ${test.lo})`;
    default:
      return undefined;
  }
}
