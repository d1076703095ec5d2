import { refuse } from '#platform/shared/errors.ts';
import { isResourceType } from '#platform/server/fhir/definitions.ts';

/** A resource type of R4, or `notFound`. */
export function typeOf(type: string | undefined): string {
  return type !== undefined && isResourceType(type) ? type : refuse('notFound');
}
