import { isComposed } from './composed-parameter.ts';
import type { StoredParameter, StoredPath } from './definition-shapes.ts';
import { COLUMN_PARAMETERS, storedParametersOf } from './search-parameters.ts';
import { type IndexContext, readers, type SearchRows, type ValueReader } from './search-values.ts';

export type { SearchRows } from './search-values.ts';

/** One step of a path: a property, its filter, and whether only the first item counts. */
interface Step {
  property: string;
  filter: { name: string; value: string } | undefined;
  firstOnly: boolean;
}

interface Plan {
  steps: readonly Step[];
  read: ValueReader;
  /** Code system of bare codes. */
  system: string;
  targets: readonly string[] | undefined;
  narrowed: boolean;
}

/** `x.exists() and x != false`: the flag of `Patient?deceased`, true also for a date. */
interface FlagPlan {
  param: string;
  properties: readonly string[];
}

interface Plans {
  /** By parameter; each may be reached by several ways. */
  values: ReadonlyMap<string, readonly Plan[]>;
  flags: readonly FlagPlan[];
}

const plansByType = new Map<string, Plans>();

/**
 * The search rows of a resource, from the search parameters of R4.
 *
 * @param resource a valid resource
 * @param zone IANA zone of the clinic, in which dates without a time are meant
 * @param options.baseUrl our own FHIR base; a reference below it counts as one of ours
 * @returns rows without doubles. Instants are ISO text in UTC or `-infinity`/`infinity`, ranges half-open
 */
export function indexRows(resource: object, zone: string, options: { baseUrl?: string } = {}): SearchRows {
  const rows: SearchRows = { token: [], string: [], date: [], quantity: [], reference: [], uri: [] };
  const record = resource as Readonly<Record<string, unknown>>;
  const plans = plansOf(String(record.resourceType));
  const context: IndexContext = {
    rows,
    seen: new Set(),
    zone,
    baseUrl: options.baseUrl,
    param: '',
    isTold: false,
    system: '',
    targets: undefined,
    narrowed: false,
  };
  for (const [param, ways] of plans.values) {
    context.param = param;
    context.isTold = false;
    let isThere = false;
    for (const plan of ways) {
      context.system = plan.system;
      context.targets = plan.targets;
      context.narrowed = plan.narrowed;
      isThere = follow(record, plan, 0, context) || isThere;
    }
    if (isThere && !context.isTold) rows.token.push({ param, system: '', code: '' });
  }
  for (const { param, properties } of plans.flags) {
    const isSet = properties.some((property) => record[property] !== undefined && record[property] !== false);
    rows.token.push({ param, system: '', code: String(isSet) });
  }
  return rows;
}

/** @returns whether the resource has a value there */
function follow(
  value: Readonly<Record<string, unknown>>,
  plan: Plan,
  depth: number,
  context: IndexContext,
): boolean {
  const step = plan.steps[depth];
  const next = step && value[step.property];
  if (!step || next === undefined || next === null) return false;
  if (!Array.isArray(next)) return arrive(next, step, plan, depth, context);
  const count = step.firstOnly ? Math.min(1, next.length) : next.length;
  let isThere = false;
  for (let at = 0; at < count; at++) isThere = arrive(next[at], step, plan, depth, context) || isThere;
  return isThere;
}

function arrive(value: unknown, step: Step, plan: Plan, depth: number, context: IndexContext): boolean {
  if (value === undefined || value === null) return false;
  const { filter } = step;
  if (filter && (value as Record<string, unknown>)[filter.name] !== filter.value) return false;
  if (depth < plan.steps.length - 1)
    return typeof value === 'object' && follow(value as Record<string, unknown>, plan, depth + 1, context);
  return plan.read(value, context) !== false;
}

function plansOf(type: string): Plans {
  const known = plansByType.get(type);
  if (known) return known;
  const values = new Map<string, Plan[]>();
  const flags: FlagPlan[] = [];
  for (const [param, stored] of storedParametersOf(type)) {
    if (COLUMN_PARAMETERS.includes(param) || isComposed(type, param)) continue;
    for (const path of stored.paths ?? []) {
      if (path[1] === 'anyTrue') flags.push({ param, properties: path[0].split('.') });
      else values.set(param, [...(values.get(param) ?? []), planOf(param, stored, path)]);
    }
  }
  const plans = { values, flags };
  plansByType.set(type, plans);
  return plans;
}

function planOf(param: string, { type, targets, narrowed }: StoredParameter, path: StoredPath): Plan {
  const [steps, fhirType, system = ''] = path;
  const read = readers[`${type} ${fhirType}`] ?? readers[type];
  if (!read) throw new Error(`${param} of type ${type} cannot be read from ${fhirType}`);
  return { steps: steps.split('.').map(stepOf), read, system, targets, narrowed: narrowed === true };
}

function stepOf(text: string): Step {
  const match = /^(\w+)(?:\[(\w+)=([^\]]*)\])?(\[0\])?$/.exec(text);
  if (!match) throw new Error(`"${text}" is no step of a search path`);
  const [, property = '', name, value = '', first] = match;
  return {
    property,
    filter: name === undefined ? undefined : { name, value },
    firstOnly: first !== undefined,
  };
}
