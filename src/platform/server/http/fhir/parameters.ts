import { refuse } from '#platform/shared/errors.ts';
import type { JsonObject, JsonValue } from '#platform/server/fhir/json-text.ts';
import { isRecord } from '#platform/server/fhir/walk.ts';

/** What was sent to an operation: Parameters by name, or the resource alone. */
export interface SentParameters {
  resource: JsonObject | undefined;
  /** `value[x]` of the others by name. */
  values: Map<string, JsonValue>;
}

/** Reads what an operation on a resource of this type was sent. */
export function parametersIn(sent: JsonValue, type: string): SentParameters {
  if (!isRecord(sent))
    return refuse('invalidInput', {}, [{ path: 'resource', key: 'platform_field_required' }]);
  const { parameter } = sent as JsonObject;
  const list = Array.isArray(parameter) ? parameter.filter((one): one is JsonObject => isRecord(one)) : [];
  const wrapped = list.find(({ name }) => name === 'resource');
  // Parameters are a resource too, and may be what the operation is about
  const isWrapper = sent.resourceType === 'Parameters' && (type !== 'Parameters' || wrapped !== undefined);
  if (!isWrapper) return { resource: sent as JsonObject, values: new Map() };
  const values = new Map<string, JsonValue>();
  for (const one of list) {
    if (one === wrapped || typeof one.name !== 'string') continue;
    const value = Object.keys(one).find((key) => key.startsWith('value'));
    values.set(one.name, value === undefined ? null : (one[value] ?? null));
  }
  const resource = wrapped?.resource;
  return { resource: isRecord(resource) ? (resource as JsonObject) : undefined, values };
}
