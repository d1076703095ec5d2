import type { JsonObject, JsonValue } from './json-text.ts';

/** What the store decides about a version. `lastUpdated` is an ISO instant. */
export interface VersionStamp {
  id: string;
  versionId: string;
  lastUpdated: string;
}

/**
 * Puts our id and version into a resource and leaves everything else of the sender's as it is, order included.
 *
 * @param resource a parsed resource; it is not changed
 * @returns a new resource: `id` and `meta` in their old places, or after `resourceType` where they were missing
 */
export function withIdAndMeta<Resource extends JsonObject>(resource: Resource, stamp: VersionStamp): Resource & JsonObject {
  const { id, versionId, lastUpdated } = stamp;
  const sent = resource['meta'];
  const meta: JsonObject = { ...(isObject(sent) ? sent : {}), versionId, lastUpdated };
  // An extension of the sender's on a version id would now speak of a version that is ours.
  delete meta['_versionId'];
  delete meta['_lastUpdated'];
  const missing: [string, JsonValue][] = [];
  if (resource['id'] === undefined) missing.push(['id', id]);
  if (sent === undefined) missing.push(['meta', meta]);
  const entries: [string, JsonValue | undefined][] = [];
  for (const [name, value] of Object.entries(resource)) {
    entries.push([name, name === 'id' ? id : name === 'meta' ? meta : value]);
    if (name === 'resourceType') entries.push(...missing.splice(0));
  }
  return Object.fromEntries([...missing, ...entries]) as Resource & JsonObject;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
