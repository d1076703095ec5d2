/**
 * One condition on a FHIR search parameter, as slices ask it. All conditions of a query must hold.
 * - `token`: any of these codes, each `code` or `system|code`
 * - `reference`: any of these, each `Type/id`
 * - `from`/`to`: the date's period overlaps the half-open range of these instants
 * - `startsWith`: folded text at the beginning of a string parameter
 * - `uri`: exactly
 * - `id`: any of these
 *
 * And as a FHIR search asks it:
 * - `tests`: any of these; with `isNot` none of them, a resource without any value included
 * - `missing`: whether the parameter has no value
 * - `chain`: refers to a resource of this type that meets the condition
 */
export type Criterion =
  | { param: string; token: string | readonly string[] }
  | { param: string; reference: string | readonly string[] }
  | { param: string; from?: string; to?: string }
  | { param: string; startsWith: string }
  | { param: string; uri: string }
  | { id: readonly string[] }
  | { param: string; tests: readonly SearchTest[]; isNot?: boolean }
  | { param: string; missing: boolean }
  | { param: string; chain: { targetType: string; where: Criterion } };

export const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
/** How a value compares; the rules are the standard's (http://hl7.org/fhir/R4/search.html#prefix). */
export type Prefix = (typeof prefixes)[number];

/** One value that a search names, as the search rows can be asked for it. Texts are cut and folded as theirs are. */
export type SearchTest =
  | { on: 'token'; system?: string; code?: string }
  | { on: 'string'; match: 'starts' | 'exact' | 'contains'; folded: string; exact: string }
  /** ISO text in UTC, or `-infinity`/`infinity`; half-open. */
  | { on: 'date'; prefix: Prefix; lo: string; hi: string }
  | ({ on: 'quantity'; prefix: Prefix } & Amount & {
        system?: string;
        code?: string;
        /** Code or words of the unit, whatever the system. */
        anyUnit?: string;
        /** The same amount in UCUM's base units. */
        base?: Amount & { unit: string };
      })
  | { on: 'reference'; targetType?: string; targetId: string }
  | { on: 'uri'; value: string };

/** A number as it was written, and the half-open range that its digits stand for. */
export interface Amount {
  value: number;
  lo: number;
  hi: number;
}

/** What a page is ordered by; what has no value comes last. */
export interface SortKey {
  param: string;
  on: 'token' | 'string' | 'date' | 'quantity' | 'reference' | 'uri' | 'id' | 'updated';
  isDescending: boolean;
}

/** The place after a row: its order's name, then its values with the id at the end. */
export interface Place {
  order: string;
  values: readonly (string | null)[];
}

export interface SearchQuery {
  where?: Criterion[];
  /** Date parameter to order by, `-` first for newest first; without it newest written first. */
  order?: string;
  /** Most rows to answer; 1,000 unless told. */
  limit?: number;
  /**
   * Reads one page with bounded work, as the FHIR interface does; `order` does not count then.
   * Without keys the order is the one that costs nothing.
   */
  page?: { sort: readonly SortKey[]; after?: Place };
}
