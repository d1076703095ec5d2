/** Shapes of the committed files under `definitions/`, which `scripts/compile-fhir.ts` writes. */

/** `[key, severity, FHIRPath expression]` of an invariant. */
export type StoredRule = [string, 'error' | 'warning', string];

/** One element. `max` is absent for 1 and 0 for any number; a closed code list is named by `codes`. */
export interface StoredElement {
  type?: string;
  choice?: string[];
  min?: number;
  many?: true;
  summary?: true;
  targets?: string[];
  codes?: string;
  rules?: StoredRule[];
}

/** A type without what it inherits from `base`. */
export interface StoredType {
  base?: string;
  resource?: true;
  abstract?: true;
  elements: Record<string, StoredElement>;
  rules?: StoredRule[];
}

/** A top type and the backbone types nested in it, by their full names (`Observation.component`). */
export type StoredTypeFamily = Record<string, StoredType>;

/** Codes of a closed list, by the code system they belong to. */
export type StoredCodes = Record<string, string[]>;

export type SearchType =
  | 'token'
  | 'string'
  | 'date'
  | 'number'
  | 'quantity'
  | 'reference'
  | 'uri'
  | 'composite'
  | 'special';

/**
 * One way to a value: steps joined by dots, each a JSON property, `[0]` after it for the first item only and
 * `[system=phone]` for items with that member; then the FHIR type found there, and for codes the system they
 * belong to.
 */
export type StoredPath = [string, string, string?];

export interface StoredParameter {
  type: SearchType;
  paths?: StoredPath[];
  targets?: string[];
  /** Of the references there it means those to its targets alone (`patient` of a subject that may be a group). */
  narrowed?: true;
}
