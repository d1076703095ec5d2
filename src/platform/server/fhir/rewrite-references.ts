import { typeDefinition } from './definitions.ts';
import { isRawNumber, type JsonObject, type JsonValue } from './json-text.ts';

/** Where a text stands: in `Reference.reference`, in an element of a URI type, or in a narrative. */
export type ReferencePlace = 'reference' | 'uri' | 'narrative';

const uriTypes = new Set(['uri', 'url', 'canonical', 'oid', 'uuid']);

/**
 * A copy of a resource in which every text that can point at another resource went through `replace`; nothing else is
 * touched. Resources inside a Bundle are not looked into: their references are that bundle's own.
 */
export function rewriteReferences<T extends object>(
  resource: T,
  replace: (text: string, place: ReferencePlace) => string,
): T {
  return rewriteResource(resource as unknown as JsonValue, replace) as unknown as T;
}

type Replace = Parameters<typeof rewriteReferences>[1];

function rewriteResource(value: JsonValue, replace: Replace): JsonValue {
  const type = isObject(value) ? value.resourceType : undefined;
  return typeof type === 'string' && type !== 'Bundle' ? rewriteObject(value, type, replace) : value;
}

function rewriteObject(value: JsonValue, type: string, replace: Replace): JsonValue {
  const definition = typeDefinition(type);
  if (!definition || !isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    const inner = definition.properties.get(name)?.type ?? (name.startsWith('_') ? 'Element' : undefined);
    const isReference = type === 'Reference' && name === 'reference';
    const rewritten =
      inner === undefined || item === undefined ? item : rewriteValue(item, inner, isReference, replace);
    // an assignment of that name would set the prototype instead of a member
    if (name !== '__proto__') copy[name] = rewritten;
  }
  return copy;
}

function rewriteValue(value: JsonValue, type: string, isReference: boolean, replace: Replace): JsonValue {
  if (Array.isArray(value)) return value.map((item) => rewriteValue(item, type, isReference, replace));
  if (typeof value === 'string') {
    if (isReference) return replace(value, 'reference');
    if (uriTypes.has(type)) return replace(value, 'uri');
    return type === 'xhtml' ? replace(value, 'narrative') : value;
  }
  return type === 'Resource' ? rewriteResource(value, replace) : rewriteObject(value, type, replace);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}
