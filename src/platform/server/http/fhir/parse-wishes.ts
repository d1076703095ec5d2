import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { hasElement, type Subset } from '#platform/server/fhir/subset.ts';
import type { Include } from '#platform/server/record/search-include.ts';
import { searchableOf } from './parse-criterion.ts';
import { refusePart, refuseTooMany } from './search-words.ts';

/** What a search wants beside its matches, and how much of each. */
export interface Wishes {
  includes: Include[];
  revIncludes: Include[];
  /** Count all matches; else `total` is told where it is known without. */
  total: boolean;
  /** The number alone. */
  countOnly: boolean;
  subset?: Subset;
}

const mostIncludes = 10;

/**
 * The parameters about the answer, of which only names from lists of ours are taken.
 * @param ignored takes elements that the type has not; without it they are refused
 * @throws Refusal `invalidInput` that names the parameter
 */
export function parseWishes(type: string, given: URLSearchParams, ignored?: string[]): Wishes {
  const wishes: Wishes = {
    includes: [],
    revIncludes: [],
    total: false,
    countOnly: given.get('_count') === '0',
  };
  for (const [name, value] of given) {
    if (name === '_include') wishes.includes.push(includeOf(name, value, type));
    else if (name === '_revinclude') wishes.revIncludes.push(revIncludeOf(name, value, type));
    else if (/^_(rev)?include:/.test(name)) refusePart(name, 'searchModifier');
    else if (name === '_total') wishes.total = totalOf(value);
    else if (name === '_summary') readSummary(wishes, value);
    else if (name === '_elements') readElements(wishes, type, value, ignored);
  }
  const { length } = [...wishes.includes, ...wishes.revIncludes];
  if (length > mostIncludes) refuseTooMany('_include', mostIncludes);
  // a text or a number alone has no references to follow
  if (length > 0 && (wishes.countOnly || wishes.subset === 'text')) refusePart('_include', 'searchValue');
  return wishes;
}

/** `Observation:subject` or `Observation:subject:Patient`. */
function includeOf(name: string, value: string, type: string): Include {
  const [source = '', param = '', targetType, ...more] = value.split(':');
  const parameter = isResourceType(source) ? searchableOf(source, param) : undefined;
  const isTarget = targetType === undefined || isResourceType(targetType);
  if (parameter?.type !== 'reference' || source !== type || !isTarget || more.length > 0)
    refusePart(name, 'searchValue');
  return { type: source, param, ...(targetType !== undefined && { targetType }) };
}

function revIncludeOf(name: string, value: string, type: string): Include {
  const [source = '', param = '', targetType, ...more] = value.split(':');
  const parameter = isResourceType(source) ? searchableOf(source, param) : undefined;
  const isTarget = targetType === undefined || targetType === type;
  if (parameter?.type !== 'reference' || !isTarget || more.length > 0) refusePart(name, 'searchValue');
  return { type: source, param, targetType: type };
}

function totalOf(value: string): boolean {
  if (!['none', 'estimate', 'accurate'].includes(value)) refusePart('_total', 'searchValue');
  return value !== 'none';
}

function readSummary(wishes: Wishes, value: string): void {
  if (value === 'count') wishes.countOnly = true;
  else if (value === 'true' || value === 'text' || value === 'data') wishes.subset = value;
  else if (value !== 'false') refusePart('_summary', 'searchValue');
}

function readElements(wishes: Wishes, type: string, value: string, ignored: string[] | undefined): void {
  const elements = value.split(',');
  if (elements.some((one) => !hasElement(type, one))) {
    if (ignored) ignored.push('_elements');
    else refusePart('_elements', 'searchValue');
  }
  // the standard has no meaning for both together
  if (wishes.subset !== undefined) refusePart('_elements', 'searchValue');
  wishes.subset = { elements };
}
