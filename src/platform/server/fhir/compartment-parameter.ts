import { typeDefinition } from './definitions.ts';
import { storedParametersOf } from './search-parameters.ts';

/** Elements that can say whose record a resource belongs to (src/platform/server/record/compartment.ts). */
const deciding = [
  ...['subject', 'patient', 'beneficiary', 'individual', 'for', 'individualSubject'],
  ...['participant', 'recipient', 'account'],
];

const known = new Map<string, ReadonlySet<string>>();

/**
 * Whether a reference parameter to a patient means exactly the resources that belong to her record: the element
 * that it reads is the only one of the type that decides about that, and does not repeat.
 */
export function compartmentParameter(type: string, param: string): boolean {
  let found = known.get(type);
  if (!found) {
    found = new Set(parametersOfElement(type));
    known.set(type, found);
  }
  return found.has(param);
}

function parametersOfElement(type: string): string[] {
  const elements = typeDefinition(type)?.elements;
  const own = deciding.filter((name) => elements?.has(name));
  const [only] = own;
  if (type === 'Patient' || only === undefined || own.length > 1 || elements?.get(only)?.many) return [];
  return storedParametersOf(type)
    .filter(
      ([, { type: kind, paths }]) => kind === 'reference' && paths?.length === 1 && paths[0]?.[0] === only,
    )
    .map(([name]) => name);
}
