/**
 * One condition on a FHIR search parameter, as slices ask it. All conditions of a query must hold.
 * - `token`: any of these codes, each `code` or `system|code`
 * - `reference`: any of these, each `Type/id`
 * - `from`/`to`: the date's period overlaps the half-open range of these instants
 * - `startsWith`: folded text at the beginning of a string parameter
 * - `uri`: exactly
 * - `id`: any of these
 */
export type Criterion =
  | { param: string; token: string | readonly string[] }
  | { param: string; reference: string | readonly string[] }
  | { param: string; from?: string; to?: string }
  | { param: string; startsWith: string }
  | { param: string; uri: string }
  | { id: readonly string[] };

export interface SearchQuery {
  where?: Criterion[];
  /** Date parameter to order by, `-` first for newest first; without it newest written first. */
  order?: string;
  /** Most rows to answer; 1,000 unless told. */
  limit?: number;
}
