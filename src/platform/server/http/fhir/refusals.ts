import { Refusal } from '#platform/shared/errors.ts';

/** What only the FHIR API refuses; words are the messages `fhir_error_<code>`. */
const refusals = {
  severalMatch: 412,
  noneMatch: 412,
  noCondition: 412,
  otherId: 400,
  methodNotAllowed: 405,
  notAcceptable: 406,
  notSupported: 422,
  wrongBundle: 422,
  tooManyEntries: 413,
  tooMuch: 413,
  doubledEntry: 422,
} as const;

/**
 * Refuses in the words of the FHIR API.
 * @param details what stands in the words
 * @param expression FHIRPath of the place, for the OperationOutcome
 */
export function refuseFhir(
  code: keyof typeof refusals,
  details: Record<string, string | number> = {},
  expression?: string,
): never {
  throw new FhirRefusal(code, details, expression);
}

export class FhirRefusal extends Refusal {
  readonly expression: string | undefined;
  constructor(
    code: keyof typeof refusals,
    details: Record<string, string | number>,
    expression: string | undefined,
  ) {
    super('fhir', code, refusals[code], details);
    this.expression = expression;
  }
}

/** What one entry of a transaction was refused for, and so all of it. */
export class EntryRefusal extends Refusal {
  /** FHIRPath of the entry. */
  readonly place: string;
  readonly why: Refusal;
  constructor(place: string, why: Refusal) {
    super(why.slice, why.code, why.status, why.details, why.fields);
    this.place = place;
    this.why = why;
  }
}
