import type { SearchType, StoredParameter } from './definition-shapes.ts';
import { isResourceType, readSearchParameters } from './definitions.ts';

/** A search parameter of R4 for one resource type. */
export interface SearchParameter {
  name: string;
  type: SearchType;
  /** Resource types that a reference parameter may point at; undefined for any and for other types. */
  targets: readonly string[] | undefined;
  /**
   * Does `indexRows` answer it? `_id` and `_lastUpdated` are columns of the store; composite and special parameters,
   * `_text`, `_content`, `_query` and the two inline ones of Bundle are not indexed.
   */
  indexed: boolean;
}

const parameters = new Map<string, ReadonlyMap<string, SearchParameter>>();

/** In the store's own columns, and so not among the search rows. */
export const COLUMN_PARAMETERS: readonly string[] = ['_id', '_lastUpdated'];

/**
 * All search parameters of a resource type by name, those of every resource included.
 *
 * @returns an empty map for an unknown type
 */
export function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  const known = parameters.get(type);
  if (known) return known;
  const found = new Map<string, SearchParameter>();
  if (!isResourceType(type)) return found;
  for (const [name, stored] of storedParametersOf(type)) {
    const indexed = stored.paths !== undefined && !COLUMN_PARAMETERS.includes(name);
    found.set(name, { name, type: stored.type, targets: stored.targets, indexed });
  }
  parameters.set(type, found);
  return found;
}

/**
 * One search parameter of a resource type (`Patient`, `birthdate`).
 *
 * @returns undefined when R4 defines none of that name
 */
export function parameterOf(type: string, name: string): SearchParameter | undefined {
  return parametersOf(type).get(name);
}

/** The compiled parameters of a type and of every resource; for the indexer. */
export function storedParametersOf(type: string): [string, StoredParameter][] {
  return ['Resource', 'DomainResource', type].flatMap((owner) =>
    Object.entries(readSearchParameters(owner) ?? {}),
  );
}
