import type { SearchQuery, SortKey } from '#platform/server/record/query.ts';
import { isOddText } from '../odd-text.ts';
import { criterionOf, searchableOf } from './parse-criterion.ts';
import type { Cursors } from './search-cursor.ts';
import type { Setting } from './search-values.ts';
import { refusePart, refuseTooMany } from './search-words.ts';

export { isSearchable } from './parse-criterion.ts';

export const mostRows = 1000;
const usualRows = 100;
/** Each condition is a subselect, and PostgreSQL's planner takes exponentially longer with their number. */
const mostConditions = 20;
const mostSortKeys = 3;

/** Parameters about the answer and not about the resources; `parse-wishes.ts` reads the ones that are not read here. */
const aboutAnswer = [
  ...[
    '_count',
    '_sort',
    '_cursor',
    '_format',
    '_pretty',
    '_include',
    '_revinclude',
    '_total',
    '_summary',
    '_elements',
  ],
] as const;

export interface ParseOptions extends Partial<Setting> {
  /** Reads the `_cursor` of a `next` link; without it there are no further pages. */
  placeOf?: Cursors['placeOf'];
  /** Lenient handling: takes the names of parameters that are not known here. Without it they are refused. */
  ignored?: string[];
}

/**
 * Query string of a type search, by the rules of R4: every token, string, date, number, quantity, reference and uri
 * parameter of the type with its modifiers and one step of a chain, `_id`, `_lastUpdated`, `_count`, `_sort`.
 * Anything else is refused by name: an answer that ignored a condition would show another patient's data as a match.
 *
 * @param zone IANA zone in which a date without one is read
 * @throws Refusal `invalidInput` that names the parameter and not its value
 */
export function parseSearch(
  type: string,
  given: URLSearchParams,
  zone: string,
  options: ParseOptions = {},
): SearchQuery {
  const { ignored, placeOf, ...rest } = options;
  const setting = { ...rest, zone };
  const query: SearchQuery & { where: object[] } = { where: [], limit: usualRows, page: { sort: [] } };
  for (const [name, value] of given) {
    if (isOddText(name) || isOddText(value)) refusePart(isOddText(name) ? '?' : name, 'searchValue');
    if (name === '_count') query.limit = countOf(value);
    else if (name === '_sort') query.page = { ...query.page, sort: sortOf(type, value, ignored) };
    else if (name === '_cursor')
      query.page = {
        sort: query.page?.sort ?? [],
        after: placeOf?.(value) ?? refusePart('_cursor', 'searchValue'),
      };
    else if (!isAboutAnswer(name)) {
      if (value === '') refusePart(name, 'searchValue');
      const criterion = criterionOf(type, name, value, setting);
      if (criterion) query.where.push(criterion);
      else if (ignored) ignored.push(name);
      else refusePart(name);
    }
    if (query.where.length > mostConditions) refuseTooMany(name, mostConditions);
  }
  return query as SearchQuery;
}

/** Not a condition; with a modifier only an include is one of these. */
function isAboutAnswer(name: string): boolean {
  return (aboutAnswer as readonly string[]).includes(name) || /^_(rev)?include:/.test(name);
}

/** More than we give at once is given in part; 0 asks for the number alone. */
function countOf(value: string): number {
  return /^\d{1,9}$/.test(value) ? Math.min(Number(value), mostRows) : refusePart('_count', 'searchValue');
}

function sortOf(type: string, value: string, ignored: string[] | undefined): SortKey[] {
  const names = value.split(',');
  if (names.length > mostSortKeys) refuseTooMany('_sort', mostSortKeys);
  const keys: SortKey[] = [];
  for (const one of names) {
    const param = one.replace(/^-/, '');
    const on = kindOf(type, param);
    if (on) keys.push({ param, on, isDescending: one.startsWith('-') });
    else if (ignored) ignored.push('_sort');
    else refusePart('_sort');
  }
  return keys;
}

function kindOf(type: string, param: string): SortKey['on'] | undefined {
  if (param === '_id') return 'id';
  if (param === '_lastUpdated') return 'updated';
  const parameter = searchableOf(type, param);
  if (!parameter || parameter.type === 'composite' || parameter.type === 'special') return undefined;
  return parameter.type === 'number' ? 'quantity' : parameter.type;
}
