import type { Resource } from '@medplum/fhirtypes';
import { Refusal } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type Issue, validateResource } from '../fhir/validate.ts';

/** A resource that the standard does not allow. The FHIR route answers its issues as an OperationOutcome. */
export class InvalidResource extends Refusal {
  readonly issues: Issue[];
  constructor(issues: Issue[], status = 422) {
    super(
      'platform',
      'invalidInput',
      status,
      {},
      issues.map((issue) => ({ path: issue.expression, key: issue.key, words: issue.details })),
    );
    this.issues = issues;
  }
}

/** Refuses a resource with errors, naming each place; warnings pass. */
export function refuseInvalid(resource: Resource, language: Language): void {
  const errors = validateResource(resource, { language }).filter((issue) => issue.severity !== 'warning');
  if (errors.length > 0) throw new InvalidResource(errors);
}
