/**
 * Every refusal is a code. Slices declare their own in the contract; those below any call may meet. Words for
 * a code are messages `<slice>_error_<code>`, or `platform_error_<code>` for these.
 */
export const platformErrors = {
  notSignedIn: 401,
  locked: 423,
  notAllowed: 403,
  notFound: 404,
  invalidInput: 422,
  versionChanged: 412,
  gone: 410,
  chartJoined: 409,
  conflict: 409,
  proofOver: 409,
  keyReused: 422,
  tooLarge: 413,
  tooMany: 429,
  wrongPlace: 421,
  crossSite: 403,
  unavailable: 503,
  diskFull: 503,
  noRoom: 503,
  searchTooCostly: 422,
  unexpected: 500,
} as const;

export type PlatformErrorCode = keyof typeof platformErrors;

/** One field that was not acceptable: its path in the input (`lines.0.feeMinor`) and words for it. */
export interface FieldProblem {
  path: string;
  /** Message key with its parameters; the pipeline turns it into `words` in the caller's language. */
  key: string;
  params?: Record<string, string | number>;
  words?: string;
}

/** A refusal on its way out of a verb. `slice` is `platform` for the codes above. */
export class Refusal extends Error {
  readonly slice: string;
  readonly code: string;
  readonly status: number;
  /** Parameters of the words, and what the caller can act on (nearest times, the other person's name …). */
  readonly details: Record<string, unknown>;
  readonly fields: FieldProblem[];

  constructor(
    slice: string,
    code: string,
    status: number,
    details: Record<string, unknown> = {},
    fields: FieldProblem[] = [],
  ) {
    super(`${slice}.${code}`);
    this.name = 'Refusal';
    this.slice = slice;
    this.code = code;
    this.status = status;
    this.details = details;
    this.fields = fields;
  }
}

/** Refuses with a platform code. */
export function refuse(
  code: PlatformErrorCode,
  details?: Record<string, unknown>,
  fields?: FieldProblem[],
): never {
  throw new Refusal('platform', code, platformErrors[code], details, fields);
}

/**
 * Refuses input that the contract's schema cannot judge by itself (a NIK's date, a date in the future).
 * @param path place in the input, dotted
 * @param key message key of the words, e.g. `records_field_birthDateInFuture`
 */
export function refuseField(path: string, key: string, params?: Record<string, string | number>): never {
  refuse('invalidInput', {}, [{ path, key, ...(params && { params }) }]);
}

/** RFC 9457 body, as it leaves the server. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** `<slice>.<code>` */
  code: string;
  detail: string;
  fields?: { path: string; words: string }[];
  details?: Record<string, unknown>;
  /** Id of the request, to find it in the server's log. */
  instance?: string;
}
