import type { JsonObject, JsonValue } from '#platform/server/fhir/json-text.ts';
import { isObject, type SourceEntry } from './import-source.ts';

/** Where a bundle's own addresses lead: `urn:uuid:…` and `Practitioner?identifier=…` to `Type/id`. */
export interface References {
  byUrl: Map<string, string>;
  /** By `Type|system|value`. */
  byIdentifier: Map<string, string>;
}

export function noReferences(): References {
  return { byUrl: new Map(), byIdentifier: new Map() };
}

/** Takes down where this entry is found by the others of its bundle. */
export function learn(references: References, { resource, fullUrl }: SourceEntry): void {
  if (!resource) return;
  const target = `${resource.resourceType}/${resource.id}`;
  if (fullUrl && !references.byUrl.has(fullUrl)) references.byUrl.set(fullUrl, target);
  for (const identifier of Array.isArray(resource.identifier) ? resource.identifier : []) {
    if (!isObject(identifier) || typeof identifier.value !== 'string') continue;
    const system = typeof identifier.system === 'string' ? identifier.system : '';
    const key = keyOf({ type: resource.resourceType, system, value: identifier.value });
    if (!references.byIdentifier.has(key)) references.byIdentifier.set(key, target);
  }
}

/** What a conditional reference asks for. */
export interface Condition {
  type: string;
  system: string;
  value: string;
}

/**
 * A copy of the resource whose references lead to what is stored. One that leads out of the bundle stays as it is,
 * but for a conditional one that nothing answers: it becomes a logical reference by the same identifier, because what
 * it says is known and a place that does not exist is not.
 */
export function resolveReferences<T extends JsonObject>(resource: T, references: References): T {
  return resolve(resource, references) as T;
}

function resolve(value: JsonValue | undefined, references: References): JsonValue {
  if (Array.isArray(value)) return value.map((part) => resolve(part, references));
  if (!isObject(value)) return value ?? null;
  const copy: JsonObject = {};
  for (const [name, part] of Object.entries(value)) {
    if (name === 'reference' && typeof part === 'string') Object.assign(copy, point(part, references));
    else copy[name] = resolve(part, references);
  }
  return copy;
}

function point(reference: string, references: References): JsonObject {
  const inside = references.byUrl.get(reference);
  if (inside) return { reference: inside };
  const condition = readCondition(reference);
  if (!condition) return { reference };
  const found = references.byIdentifier.get(keyOf(condition));
  if (found) return { reference: found };
  return { type: condition.type, identifier: { system: condition.system, value: condition.value } };
}

/** Conditions of the resource's references that the bundle itself does not answer. */
export function openConditions(resource: JsonObject, references: References): Condition[] {
  const open = new Map<string, Condition>();
  const walk = (value: JsonValue | undefined): void => {
    if (Array.isArray(value)) for (const part of value) walk(part);
    if (!isObject(value)) return;
    const condition = typeof value.reference === 'string' ? readCondition(value.reference) : undefined;
    if (condition && !references.byIdentifier.has(keyOf(condition))) open.set(keyOf(condition), condition);
    for (const part of Object.values(value)) walk(part);
  };
  walk(resource);
  return [...open.values()];
}

/** As `References.byIdentifier` keys it. */
export function keyOf({ type, system, value }: Condition): string {
  return `${type}|${system}|${value}`;
}

/** `Practitioner?identifier=system|value`, the only condition that senders use. */
export function readCondition(reference: string): Condition | undefined {
  const [, type, asked] = /^([A-Z][A-Za-z]+)\?identifier=([^&]+)$/.exec(reference) ?? [];
  if (!type || !asked) return undefined;
  const token = decodeURIComponent(asked);
  const bar = token.lastIndexOf('|');
  return { type, system: bar < 0 ? '' : token.slice(0, bar), value: token.slice(bar + 1) };
}
