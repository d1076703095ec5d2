import { readFileSync } from 'node:fs';
import type {
  StoredCodes,
  StoredElement,
  StoredParameter,
  StoredRule,
  StoredTypeFamily,
} from './definition-shapes.ts';

/** One element of a type, choices spelled out. */
export interface Element {
  name: string;
  /** FHIR types; more than one only for a choice (`value[x]`). */
  types: readonly string[];
  choice: boolean;
  /** Its JSON properties: one, or one for each type of a choice. */
  properties: readonly string[];
  /** Fewest values, 0 or 1. */
  min: number;
  /** May it repeat, so that JSON writes an array? */
  many: boolean;
  /** Is it among what a summary shows? */
  summary: boolean;
  /** Resource types that a reference may point at; undefined for any. */
  targets: readonly string[] | undefined;
  /** Closed list that a code must come from. */
  codes: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  rules: readonly StoredRule[];
}

/** The element and the one type that a JSON property stands for: `valueQuantity` is `value` as Quantity. */
export interface Property {
  element: Element;
  type: string;
}

export interface TypeDefinition {
  name: string;
  base: string | undefined;
  isResource: boolean;
  isAbstract: boolean;
  elements: ReadonlyMap<string, Element>;
  properties: ReadonlyMap<string, Property>;
  required: readonly Element[];
  rules: readonly StoredRule[];
}

/**
 * Reads a file of one member per line and parses a member when it is first asked for: nearly every process meets
 * a few dozen of the 210 types.
 */
function memberReader<Member>(file: string): {
  read: (name: string) => Member | undefined;
  names: () => string[];
} {
  let lines: Map<string, string> | undefined;
  const linesOf = () => {
    lines ??= readLines(file);
    return lines;
  };
  return {
    read: (name) => {
      const line = linesOf().get(name);
      return line === undefined ? undefined : (JSON.parse(line) as Member);
    },
    names: () => [...linesOf().keys()],
  };
}

function readLines(file: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of readFileSync(new URL(`./definitions/${file}`, import.meta.url), 'utf8').split('\n')) {
    const name = /^"([^"]+)":/.exec(line)?.[1];
    if (name !== undefined) lines.set(name, line.slice(name.length + 3).replace(/,$/, ''));
  }
  return lines;
}

const families = memberReader<StoredTypeFamily>('elements.json');
const codeLists = memberReader<StoredCodes>('codes.json');
const searchParameters = memberReader<Record<string, StoredParameter>>('search-parameters.json');

/** The search parameters that R4 defines for a resource type itself, without those of `Resource`; undefined if none. */
export const readSearchParameters = searchParameters.read;

const types = new Map<string, TypeDefinition>();
const listsInUse = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * The definition of an R4 type, inherited elements included.
 *
 * @param name `Patient`, `HumanName`, or a backbone element by its path (`Observation.component`)
 * @returns undefined for primitive and unknown types
 */
export function typeDefinition(name: string): TypeDefinition | undefined {
  const known = types.get(name);
  if (known) return known;
  const family = families.read(name.split('.')[0] ?? name);
  for (const [member, stored] of Object.entries(family ?? {})) {
    const base = stored.base === undefined ? undefined : typeDefinition(stored.base);
    const elements = new Map(base?.elements);
    for (const [elementName, element] of Object.entries(stored.elements)) {
      elements.set(elementName, readElement(elementName, element));
    }
    types.set(member, {
      name: member,
      base: stored.base,
      isResource: stored.resource === true,
      isAbstract: stored.abstract === true,
      elements,
      properties: propertiesOf(elements),
      required: [...elements.values()].filter((element) => element.min > 0),
      rules: mergeRules(base?.rules ?? [], stored.rules ?? []),
    });
  }
  return types.get(name);
}

/** Is this the name of an R4 resource type that can stand on its own? */
export function isResourceType(name: string): boolean {
  if (!/^[A-Z][A-Za-z]{3,40}$/.test(name)) return false;
  const type = typeDefinition(name);
  return type?.isResource === true && !type.isAbstract;
}

/** The names of all R4 resource types that can stand on their own, in alphabetical order. Parses every definition. */
export function resourceTypes(): string[] {
  return families.names().filter(isResourceType);
}

/** Is `name` the type `ancestor`, or derived from it (`Age` from `Quantity`, `Patient` from `DomainResource`)? */
export function isKindOf(name: string, ancestor: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = typeDefinition(at)?.base) {
    if (at === ancestor) return true;
  }
  return false;
}

function readElement(name: string, stored: StoredElement): Element {
  const types = stored.choice ?? (stored.type === undefined ? [] : [stored.type]);
  return {
    name,
    types,
    choice: stored.choice !== undefined,
    properties: stored.choice ? types.map((type) => name + choiceSuffix(type)) : [name],
    min: stored.min ?? 0,
    many: stored.many === true,
    summary: stored.summary === true,
    targets: stored.targets,
    codes: stored.codes === undefined ? undefined : codeList(stored.codes),
    rules: stored.rules ?? [],
  };
}

function codeList(name: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = listsInUse.get(name);
  if (known) return known;
  const list = new Map(
    Object.entries(codeLists.read(name) ?? {}).map(([system, codes]) => [system, new Set(codes)]),
  );
  listsInUse.set(name, list);
  return list;
}

function propertiesOf(elements: ReadonlyMap<string, Element>): Map<string, Property> {
  const properties = new Map<string, Property>();
  for (const element of elements.values()) {
    element.types.forEach((type, at) => {
      properties.set(element.properties[at] ?? element.name, { element, type });
    });
  }
  return properties;
}

/** JSON names a choice by its FHIR type; the two profiles of Quantity are written as Quantity. */
export function choiceSuffix(type: string): string {
  const written = type === 'SimpleQuantity' || type === 'MoneyQuantity' ? 'Quantity' : type;
  return `${written[0]?.toUpperCase()}${written.slice(1)}`;
}

function mergeRules(inherited: readonly StoredRule[], own: readonly StoredRule[]): StoredRule[] {
  const keys = new Set(own.map(([key]) => key));
  return [...inherited.filter(([key]) => !keys.has(key)), ...own];
}
