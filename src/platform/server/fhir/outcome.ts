import type { OperationOutcome } from '@medplum/fhirtypes';
import type { Language } from '#platform/shared/languages.ts';
import type { Issue } from './issue.ts';
import { wordsOf } from './words.ts';

/**
 * The OperationOutcome that answers a request.
 *
 * @param issues what was found; none means that all is well
 * @param language of the words
 */
export function operationOutcome(issues: readonly Issue[], language: Language): OperationOutcome {
  if (issues.length === 0) {
    return {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'information',
          code: 'informational',
          details: { text: wordsOf(language, 'fhir_all_well', {}) },
        },
      ],
    };
  }
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, expression, key, params }) => ({
      severity,
      code,
      details: { text: wordsOf(language, key, { path: expression, ...params }) },
      ...(expression === '' ? {} : { expression: [expression] }),
    })),
  };
}
