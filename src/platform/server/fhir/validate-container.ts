import { isResourceType } from './definitions.ts';
import { type Container, isRecord, type JsonRecord, type Place, placeOf, report, type Walk } from './walk.ts';

/** The frame in which `#id` references of a resource are looked up. */
export function containerOf(value: JsonRecord): Container {
  const contained = new Map<string, string>();
  for (const inner of listOf(value.contained)) {
    if (!isRecord(inner)) continue;
    const { id, resourceType } = inner;
    if (typeof id === 'string' && typeof resourceType === 'string') contained.set(id, resourceType);
  }
  return { value, contained, pointedAt: new Set(), pointingBack: new Set() };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Notes a `#id` or `#` for dom-3. */
export function noteLocalReference(walk: Walk, text: string): void {
  if (text === '#') walk.container.pointingBack.add(walk.resource);
  else walk.container.pointedAt.add(text.slice(1).replace(/\|.*$/, ''));
}

/** dom-2 to dom-5, when the whole containing resource has been walked. */
export function checkContained(walk: Walk, value: JsonRecord, place: Place): void {
  const ids = new Set<string>();
  listOf(value.contained).forEach((inner, at) => {
    if (!isRecord(inner)) return;
    const innerPlace = placeOf(place, 'contained', at);
    const { id, meta } = inner;
    if (inner.contained !== undefined) report(walk, innerPlace, 'invariant', 'fhir_contained_nested');
    if (isRecord(meta) && (meta.versionId !== undefined || meta.lastUpdated !== undefined)) {
      report(walk, innerPlace, 'invariant', 'fhir_contained_version');
    }
    if (isRecord(meta) && meta.security !== undefined)
      report(walk, innerPlace, 'invariant', 'fhir_contained_security');
    if (typeof id === 'string') {
      if (ids.has(id)) report(walk, innerPlace, 'invariant', 'fhir_contained_doubled');
      ids.add(id);
    }
    const isPointedAt = typeof id === 'string' && walk.container.pointedAt.has(id);
    if (!isPointedAt && !walk.container.pointingBack.has(inner)) {
      report(walk, innerPlace, 'invariant', 'fhir_contained_unused');
    }
  });
}

/** What no invariant of Bundle says: a `fullUrl` is absolute, and one that names a resource names this one. */
export function checkBundleEntries(walk: Walk, value: JsonRecord, place: Place): void {
  listOf(value.entry).forEach((entry, at) => {
    if (!isRecord(entry)) return;
    const { fullUrl, resource } = entry;
    if (typeof fullUrl !== 'string') return;
    const entryPlace = placeOf(placeOf(place, 'entry', at), 'fullUrl');
    if (!/^[A-Za-z][A-Za-z0-9+.-]*:./.test(fullUrl))
      report(walk, entryPlace, 'value', 'fhir_full_url_relative');
    const [, type, id] = /^https?:.*\/([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(fullUrl) ?? [];
    if (!isRecord(resource) || type === undefined || !isResourceType(type)) return;
    if (resource.resourceType !== type || (resource.id !== undefined && resource.id !== id)) {
      report(walk, entryPlace, 'value', 'fhir_full_url_other');
    }
  });
}
