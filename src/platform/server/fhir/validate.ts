import type { Language } from '#platform/shared/languages.ts';
import { isResourceType } from './definitions.ts';
import { type Issue, issueOf } from './issue.ts';
import { containerOf } from './validate-container.ts';
import { checkResource } from './validate-element.ts';
import { isRecord, placeOf, type Walk } from './walk.ts';

export type { Issue } from './issue.ts';

/**
 * Checks a resource against R4: structure, cardinality, choices, formats, calendar days, closed code lists,
 * reference types, contained resources, Bundle entries, narrative, extensions and invariants. Whether references
 * and canonicals resolve is not asked.
 *
 * @param resource parsed JSON (`parseLossless`, or plain), of any shape
 * @param options.language of the issues' words, English unless told
 * @returns the issues in the order of the text, at most 100; a resource with no `error` among them is valid
 */
export function validateResource(resource: unknown, options: { language?: Language } = {}): Issue[] {
  const language = options.language ?? 'en';
  const type = isRecord(resource) ? resource.resourceType : undefined;
  const place = placeOf(undefined, typeof type === 'string' && isResourceType(type) ? type : 'Resource');
  if (!isRecord(resource)) {
    return [
      issueOf(language, {
        code: 'structure',
        expression: 'Resource',
        key: 'fhir_object_expected',
        params: {},
      }),
    ];
  }
  const walk: Walk = { language, issues: [], container: containerOf(resource), resource };
  checkResource(walk, resource, place, false);
  return walk.issues;
}
