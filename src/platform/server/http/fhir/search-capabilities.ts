import { parametersOf } from '#platform/server/fhir/search-parameters.ts';
import { resourceTypes } from '#platform/server/fhir/definitions.ts';
import { isSearchable } from './parse-criterion.ts';

/** What a search of a type answers, as its CapabilityStatement tells it: made from what really runs. */
export interface SearchCapabilities {
  searchParam: { name: string; type: string }[];
  /** Absent where there are none: JSON of R4 knows no empty list. */
  searchInclude?: string[];
  searchRevInclude?: string[];
}

let referring: Map<string, string[]> | undefined;

export function searchCapabilities(type: string): SearchCapabilities {
  const searchable = [...parametersOf(type).values()].filter(isSearchable);
  referring ??= referringParameters();
  const searchInclude = searchable
    .filter((one) => one.type === 'reference')
    .map(({ name }) => `${type}:${name}`);
  const searchRevInclude = referring.get(type) ?? [];
  return {
    searchParam: searchable.map(({ name, type: kind }) => ({ name, type: kind })),
    ...(searchInclude.length > 0 && { searchInclude }),
    ...(searchRevInclude.length > 0 && { searchRevInclude }),
  };
}

/** By the type referred to; parameters that may refer to anything stand under every type. */
function referringParameters(): Map<string, string[]> {
  const types = resourceTypes();
  const found = new Map<string, string[]>();
  for (const source of types) {
    for (const { name, type, targets, ...rest } of parametersOf(source).values()) {
      if (type !== 'reference' || !isSearchable({ name, type, targets, ...rest })) continue;
      for (const target of targets ?? types)
        found.set(target, [...(found.get(target) ?? []), `${source}:${name}`]);
    }
  }
  return found;
}
