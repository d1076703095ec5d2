import { typeDefinition } from './definitions.ts';
import { storedParametersOf } from './search-parameters.ts';

/** When it happened, before when it was written down. */
const inOrder = [
  'date',
  'effective-time',
  'occurrence',
  'effective',
  'onset-date',
  'authoredon',
  'authored',
  'authored-on',
  'whenhandedover',
  'start',
  'period',
  'sent',
  'created',
  'recorded',
  'recorded-date',
  'issued',
  'identified',
  'started',
  'start-date',
  'datetime',
  'datewritten',
  'timestamp',
] as const;

const known = new Map<string, string | undefined>();

/**
 * The date parameter that a type's search rows are ordered by (`Observation`: `date`), one that has at most one value
 * in a resource. Search rows hold its beginning; whoever changes the choice must have the rows made anew.
 *
 * @returns undefined for types without one (Patient, Organization)
 */
export function leadingDate(type: string): string | undefined {
  if (known.has(type)) return known.get(type);
  const parameters = new Map(storedParametersOf(type));
  const found = inOrder.find((name) => isSingle(type, parameters.get(name)?.paths));
  known.set(type, found);
  return found;
}

/** One element, perhaps a choice, that neither repeats nor lies in one that does. */
function isSingle(type: string, paths: readonly (readonly [string, string, string?])[] | undefined): boolean {
  const properties = typeDefinition(type)?.properties;
  const elements = (paths ?? []).map(([path]) => properties?.get(path)?.element);
  const [first] = elements;
  return first !== undefined && !first.many && elements.every((element) => element === first);
}
