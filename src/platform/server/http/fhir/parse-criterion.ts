import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { parameterOf, parametersOf, type SearchParameter } from '#platform/server/fhir/search-parameters.ts';
import type { Criterion, SearchTest } from '#platform/server/record/query.ts';
import { type Setting, stringTest, valueParsers } from './search-values.ts';
import { refusePart, refuseTooMany, splitEscaped } from './search-words.ts';

/** Values that one condition may name, comma between them. */
const mostValues = 200;

/** What a search answers; composite and special parameters are refused by name. */
export function isSearchable(parameter: SearchParameter): boolean {
  const inColumns = parameter.name === '_id' || parameter.name === '_lastUpdated';
  return inColumns || (parameter.indexed && valueParsers[parameter.type] !== undefined);
}

/** The parameter of a name that a search answers by, or undefined. */
export function searchableOf(type: string, name: string): SearchParameter | undefined {
  const parameter = parameterOf(type, name);
  return parameter && isSearchable(parameter) ? parameter : undefined;
}

/** The parts of `name:modifier.chain`; undefined when it is no such thing. */
export function partsOfName(given: string): { name: string; modifier?: string; chain?: string } | undefined {
  const [, name, modifier, chain] =
    /^([A-Za-z_][A-Za-z0-9_-]*)(?::([A-Za-z-]+))?(?:\.(.+))?$/.exec(given) ?? [];
  if (name === undefined) return undefined;
  return { name, ...(modifier !== undefined && { modifier }), ...(chain !== undefined && { chain }) };
}

/**
 * One condition of a search.
 * @returns undefined where the type has no such parameter, or none that is searched by
 * @throws Refusal `invalidInput` for a modifier, chain or value that is not answered
 */
export function criterionOf(
  type: string,
  given: string,
  value: string,
  setting: Setting,
): Criterion | undefined {
  const parts = partsOfName(given);
  const parameter = parts && searchableOf(type, parts.name);
  if (!parts || !parameter) return undefined;
  const { name, modifier, chain } = parts;
  if (chain !== undefined) return chained(parameter, { given, modifier, chain }, value, setting);
  const any = splitEscaped(value, ',');
  if (any.length > mostValues) refuseTooMany(given, mostValues);
  if (name === '_id')
    return modifier === undefined
      ? { id: any.map((one) => idOf(one, given)) }
      : refusePart(given, 'searchModifier');
  const inColumn = name === '_lastUpdated';
  if (modifier === undefined)
    return { param: name, tests: any.map((one) => testOf(parameter, one, given, setting)) };
  if (inColumn) return refusePart(given, 'searchModifier');
  if (modifier === 'missing')
    return value === 'true' || value === 'false'
      ? { param: name, missing: value === 'true' }
      : refusePart(given, 'searchValue');
  return modified(parameter, modifier, given, any, setting);
}

function idOf(value: string, given: string): string {
  return value === '' ? refusePart(given, 'searchValue') : value;
}

function testOf(parameter: SearchParameter, value: string, given: string, setting: Setting): SearchTest {
  return valueParsers[parameter.type]?.(value, parameter, setting) ?? refusePart(given, 'searchValue');
}

function modified(
  parameter: SearchParameter,
  modifier: string,
  given: string,
  any: readonly string[],
  setting: Setting,
): Criterion {
  const { name, type } = parameter;
  const strings = (match: 'starts' | 'exact' | 'contains') =>
    any.map((one) => stringTest(one, match) ?? refusePart(given, 'searchValue'));
  if (type === 'string' && (modifier === 'exact' || modifier === 'contains'))
    return { param: name, tests: strings(modifier) };
  if (type === 'token' && modifier === 'not')
    return { param: name, tests: any.map((one) => testOf(parameter, one, given, setting)), isNot: true };
  if (type === 'token' && modifier === 'text') return { param: `${name}:text`, tests: strings('starts') };
  if (type === 'reference' && isTargetOf(parameter, modifier)) {
    const tests = any.map((one) => {
      const test = testOf(
        { ...parameter, targets: [modifier] },
        one.includes('/') ? one : `${modifier}/${one}`,
        given,
        setting,
      );
      return test.on === 'reference' && test.targetType === modifier
        ? test
        : refusePart(given, 'searchValue');
    });
    return { param: name, tests };
  }
  return refusePart(given, 'searchModifier');
}

function isTargetOf({ targets }: SearchParameter, type: string): boolean {
  return isResourceType(type) && (targets === undefined || targets.includes(type));
}

/** `subject:Patient.name=siti`: one step, and what it reaches is asked for as it stands. */
function chained(
  parameter: SearchParameter,
  { given, modifier, chain }: { given: string; modifier: string | undefined; chain: string },
  value: string,
  setting: Setting,
): Criterion {
  const reached = partsOfName(chain);
  if (parameter.type !== 'reference' || !reached || reached.chain !== undefined)
    return refusePart(given, 'searchChain');
  const targetType = modifier ?? onlyTarget(parameter, reached.name);
  if (targetType === undefined || !isTargetOf(parameter, targetType)) return refusePart(given, 'searchChain');
  const where = criterionOf(targetType, chain, value, setting) ?? refusePart(given, 'searchChain');
  // a chain through what does not have something would mean nearly every resource
  if ('missing' in where || ('isNot' in where && where.isNot)) return refusePart(given, 'searchModifier');
  return { param: parameter.name, chain: { targetType, where } };
}

/** The one type of the parameter's targets that has such a parameter. */
function onlyTarget({ targets }: SearchParameter, name: string): string | undefined {
  const own = (targets ?? []).filter((type) => parametersOf(type).get(name) && searchableOf(type, name));
  return own.length === 1 ? own[0] : undefined;
}
