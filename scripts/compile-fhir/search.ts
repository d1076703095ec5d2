import type {
  SearchType,
  StoredElement,
  StoredParameter,
  StoredPath,
} from '../../src/platform/server/fhir/definition-shapes.ts';
import { type Expression, parseFhirPath } from '../../src/platform/server/fhir/fhirpath/parse.ts';
import type { SearchParameter } from './source.ts';

/** What the compiler must know about the types while it follows a path. */
export interface TypeLookup {
  element(typeName: string, name: string): StoredElement | undefined;
  isResource(name: string): boolean;
  systemOf(codes: string): string | undefined;
}

/** A place reached so far. */
interface Place {
  steps: string[];
  type: string;
  codes?: string;
  targets?: string[];
}

const QUANTITIES = [
  'Quantity',
  'SimpleQuantity',
  'MoneyQuantity',
  'Age',
  'Duration',
  'Count',
  'Distance',
  'Money',
  'Range',
];

/** FHIR types that a search type can be answered from (http://hl7.org/fhir/R4/search.html#ptypes). */
const READABLE: Readonly<Partial<Record<SearchType, readonly string[]>>> = {
  token: [
    'code',
    'Coding',
    'CodeableConcept',
    'Identifier',
    'ContactPoint',
    'boolean',
    'id',
    'string',
    'uri',
    'anyTrue',
  ],
  string: ['string', 'markdown', 'HumanName', 'Address'],
  date: ['date', 'dateTime', 'instant', 'Period', 'Timing'],
  number: ['decimal', 'integer', 'positiveInt', 'unsignedInt', 'Range'],
  quantity: QUANTITIES,
  reference: ['Reference', 'canonical', 'uri', 'url'],
  uri: ['uri', 'url', 'canonical', 'oid', 'uuid'],
};

/** A path that was left out and why, for the report of the script. */
export type Report = (note: string) => void;

/**
 * Compiles one search parameter for one of its base types.
 *
 * @returns the parameter; without `paths` when it cannot be indexed, undefined when it is none of R4's (the reason
 * goes to `report`)
 */
export function compileParameter(
  parameter: SearchParameter,
  base: string,
  lookup: TypeLookup,
  report: Report,
): StoredParameter | undefined {
  const type = parameter.type as SearchType;
  const stored: StoredParameter = { type };
  if (parameter.target && type === 'reference') stored.targets = [...parameter.target].sort();
  if (type === 'composite' || type === 'special' || parameter.expression === undefined) {
    report(
      `${base}?${parameter.code}: ${type}${parameter.expression === undefined ? ', no expression' : ''}`,
    );
    return stored;
  }
  const readable = READABLE[type] ?? [];
  const paths = new Map<string, StoredPath>();
  const places = placesOf(parseFhirPath(parameter.expression), base, lookup);
  if (places.length === 0) {
    report(`${base}?${parameter.code}: left out, R4 has no such element`);
    return undefined;
  }
  for (const place of places) {
    if (!readable.includes(place.type)) {
      report(`${base}?${parameter.code}: ${place.steps.join('.')} is a ${place.type}, no ${type}`);
      continue;
    }
    const system =
      place.type === 'code' && place.codes !== undefined ? lookup.systemOf(place.codes) : undefined;
    const path: StoredPath = [place.steps.join('.'), place.type];
    if (system !== undefined) path.push(system);
    paths.set(path.join(':'), path);
    if (place.targets && type === 'reference')
      Object.assign(stored, { targets: place.targets, narrowed: true });
  }
  if (paths.size > 0) stored.paths = [...paths.values()];
  return stored;
}

function placesOf(expression: Expression, base: string, lookup: TypeLookup): Place[] {
  switch (expression.kind) {
    case 'member': {
      if (expression.target) {
        return placesOf(expression.target, base, lookup).flatMap((place) =>
          membersOf(place, expression.name, lookup),
        );
      }
      if (/^(Domain)?Resource$/.test(expression.name)) return [{ steps: [], type: base }];
      if (lookup.isResource(expression.name))
        return expression.name === base ? [{ steps: [], type: base }] : [];
      return membersOf({ steps: [], type: base }, expression.name, lookup);
    }
    case 'binary':
      return placesOfBinary(expression, base, lookup);
    case 'type':
      return ofType(placesOf(expression.left, base, lookup), expression.typeName);
    case 'index':
      return placesOf(expression.target, base, lookup).map((place) => extendLastStep(place, '[0]'));
    case 'call':
      return placesOfCall(expression, base, lookup);
    default:
      throw new Error(`a search parameter of ${base} uses ${expression.kind}`);
  }
}

function placesOfBinary(
  expression: Expression & { kind: 'binary' },
  base: string,
  lookup: TypeLookup,
): Place[] {
  const { operator, left, right } = expression;
  if (operator === '|') return [...placesOf(left, base, lookup), ...placesOf(right, base, lookup)];
  // `x.exists() and x != false`: a flag which any other kind of value (a date of death) raises too.
  if (operator === 'and' && left.kind === 'call' && left.name === 'exists' && left.target) {
    const places = placesOf(left.target, base, lookup);
    return places.length > 0
      ? [{ steps: places.map((place) => place.steps.join('.')), type: 'anyTrue' }]
      : [];
  }
  throw new Error(`a search parameter of ${base} uses ${operator}`);
}

function placesOfCall(expression: Expression & { kind: 'call' }, base: string, lookup: TypeLookup): Place[] {
  const places = expression.target ? placesOf(expression.target, base, lookup) : [];
  const [argument] = expression.args;
  if ((expression.name === 'ofType' || expression.name === 'as') && argument?.kind === 'member') {
    return ofType(places, argument.name);
  }
  if (expression.name === 'where' && argument?.kind === 'type') {
    return places.map((place) => ({ ...place, targets: [argument.typeName] }));
  }
  if (expression.name === 'where' && argument?.kind === 'binary' && argument.operator === '=') {
    const { left, right } = argument;
    if (left.kind === 'member' && right.kind === 'literal') {
      return places.map((place) => extendLastStep(place, `[${left.name}=${right.value}]`));
    }
  }
  throw new Error(`a search parameter of ${base} uses ${expression.name}()`);
}

function membersOf(place: Place, name: string, lookup: TypeLookup): Place[] {
  const element = lookup.element(place.type, name);
  // Parameters of elements that corrections.ts takes out again.
  if (!element) return [];
  const codes = element.codes === undefined ? {} : { codes: element.codes };
  if (element.type !== undefined) return [{ steps: [...place.steps, name], type: element.type, ...codes }];
  return (element.choice ?? []).map((type) => {
    const suffix = /^(Simple|Money)Quantity$/.test(type)
      ? 'Quantity'
      : type[0]?.toUpperCase() + type.slice(1);
    return { steps: [...place.steps, name + suffix], type, ...codes };
  });
}

function ofType(places: Place[], type: string): Place[] {
  return places.filter(
    (place) => place.type === type || (type === 'Quantity' && QUANTITIES.slice(0, 3).includes(place.type)),
  );
}

function extendLastStep(place: Place, suffix: string): Place {
  return { ...place, steps: [...place.steps.slice(0, -1), `${place.steps.at(-1)}${suffix}`] };
}
