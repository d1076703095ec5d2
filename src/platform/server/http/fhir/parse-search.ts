import { refuse } from '#platform/shared/errors.ts';
import { instantOf } from '#platform/shared/time.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { foldText } from '#platform/server/fhir/fold.ts';
import { parameterOf, type SearchParameter } from '#platform/server/fhir/search-parameters.ts';
import type { Criterion, SearchQuery } from '#platform/server/record/search.ts';
import { isOddText } from '../odd-text.ts';

const mostRows = 1000;
/** Each condition is a subselect, and PostgreSQL's planner takes exponentially longer with their number. */
const mostConditions = 20;
/** Codes or ids that one condition may name, comma between them. */
const mostValues = 200;

/**
 * Query string of a type search. Supported: every token, reference, date, string and uri parameter of the type by
 * its base rules, `_id` as a token, `_count`, `_sort` by one date parameter. Anything else is refused by name:
 * an answer that ignored a condition would show another patient's data as a match.
 */
export function parseSearch(type: string, given: URLSearchParams, zone: string): SearchQuery {
  const query: SearchQuery = { where: [], limit: 100 };
  for (const [name, value] of given) {
    if (isOddText(name) || isOddText(value)) refuseParameter(isOddText(name) ? '?' : name);
    if (name === '_count') query.limit = countOf(value);
    else if (name === '_sort') query.order = sortBy(type, value);
    else if (name !== '_format') query.where?.push(...criteria(type, name, value, zone));
    if ((query.where?.length ?? 0) > mostConditions) refuseTooMany(name, mostConditions);
  }
  return query;
}

function criteria(type: string, name: string, value: string, zone: string): Criterion[] {
  const parameter = parameterOf(type, name);
  if (!parameter || !isSearchable(parameter) || value === '') return refuseParameter(name);
  const any = value.split(',');
  if (any.length > mostValues) refuseTooMany(name, mostValues);
  if (name === '_id') return [{ id: any }];
  switch (parameter.type) {
    case 'token':
      return [{ param: name, token: any }];
    case 'reference':
      return [
        {
          param: name,
          reference: any.map((one) =>
            one.includes('/') ? one : `${onlyTarget(parameter.targets, name)}/${one}`,
          ),
        },
      ];
    case 'string':
      return [{ param: name, startsWith: foldText(value) }];
    case 'uri':
      return [{ param: name, uri: value }];
    case 'date':
      return [{ param: name, ...dateRange(value, zone, name) }];
    default:
      return refuseParameter(name);
  }
}

const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/** Instants by the prefix rules of the standard, cut down to those that one range can say. */
function dateRange(value: string, zone: string, name: string): { from?: string; to?: string } {
  const [, prefix = 'eq', date = ''] = /^(eq|ge|gt|le|lt)?(.+)$/.exec(value) ?? [];
  const range = rangeOfDate(date, zone);
  // the end of the last year that has four digits would be in one that has five
  if (!range || range.hi > lastInstant) return refuseParameter(name);
  const bounds = { lo: instantOf(range.lo), hi: instantOf(range.hi) };
  if (prefix === 'eq') return { from: bounds.lo, to: bounds.hi };
  if (prefix === 'ge') return { from: bounds.lo };
  if (prefix === 'gt') return { from: bounds.hi };
  return { to: prefix === 'le' ? bounds.hi : bounds.lo };
}

/** What this search answers; composite, quantity, number and special parameters are refused by name. */
export function isSearchable(parameter: SearchParameter): boolean {
  const kinds = ['token', 'reference', 'string', 'uri', 'date'];
  return parameter.name === '_id' || (parameter.indexed && kinds.includes(parameter.type));
}

function sortBy(type: string, value: string): string {
  const name = value.replace(/^-/, '');
  return parameterOf(type, name)?.type === 'date' ? value : refuseParameter('_sort');
}

function onlyTarget(targets: readonly string[] | undefined, name: string): string {
  const target = targets?.length === 1 ? targets[0] : undefined;
  return target ?? refuseParameter(name);
}

/** More than we give at once is given in part; none or less is no number of rows. */
function countOf(value: string): number {
  return /^[1-9]\d{0,8}$/.test(value) ? Math.min(Number(value), mostRows) : refuseParameter('_count');
}

function refuseTooMany(name: string, maximum: number): never {
  return refuse('invalidInput', {}, [{ path: name, key: 'platform_field_tooBig_list', params: { maximum } }]);
}

function refuseParameter(name: string): never {
  return refuse('invalidInput', {}, [{ path: name, key: 'platform_field_unknownParameter' }]);
}
