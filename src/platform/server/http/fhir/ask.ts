import type { Resource } from '@medplum/fhirtypes';
import type { FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { type JsonValue, parseLossless } from '#platform/server/fhir/json-text.ts';

/** What one interaction is asked for, by a request of its own or by an entry of a bundle. */
export interface Ask {
  /** Empty for what concerns all types. */
  type: string;
  id?: string | undefined;
  version?: string | undefined;
  query: URLSearchParams;
  /** Leaves out what a search does not know instead of refusing it: `Prefer: handling=lenient`. */
  isLenient?: boolean;
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
  ifNoneExist?: string | undefined;
  ifModifiedSince?: string | undefined;
  /** What was sent, with the digits of its numbers; never changed in place, for an act may run again. */
  sent(): JsonValue;
}

/** @param fixedType of a route that is one type's alone */
export function askOf(request: FastifyRequest, fixedType?: string): Ask {
  const { type = fixedType, id, version } = request.params as Record<string, string | undefined>;
  const header = (name: string) => [request.headers[name]].flat()[0];
  return {
    ...placeOf({ type, id, version }),
    query: queryOf(request),
    isLenient: /(^|[;,\s])handling=lenient($|[;,\s])/.test(String(request.headers.prefer ?? '')),
    ifMatch: header('if-match'),
    ifNoneMatch: header('if-none-match'),
    ifNoneExist: header('if-none-exist'),
    ifModifiedSince: header('if-modified-since'),
    sent: once(() => parseLossless(String(request.body ?? ''))),
  };
}

/** What stands behind the question mark, and in the form of a search by POST. */
function queryOf({ url, headers, body }: FastifyRequest): URLSearchParams {
  const given = new URL(url, 'http://local').searchParams;
  if (headers['content-type']?.includes('x-www-form-urlencoded'))
    for (const [name, value] of new URLSearchParams(String(body ?? ''))) given.append(name, value);
  return given;
}

/** What a path names. Refuses with `notFound` what R4 has no type of, and an id that FHIR does not allow: it is nobody's. */
export function placeOf(path: {
  type?: string | undefined;
  id?: string | undefined;
  version?: string | undefined;
}) {
  if (path.id !== undefined && !isId(path.id)) refuse('notFound');
  return { ...path, type: path.type === undefined ? '' : typeOf(path.type) };
}

/** A resource type of R4, or `notFound`. */
function typeOf(type: string): string {
  return isResourceType(type) ? type : refuse('notFound');
}

export function isId(text: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/.test(text);
}

/** The resource that was sent; refused when it is of another type than the path. */
export function resourceOf(ask: Ask): Resource {
  const resource = ask.sent() as unknown as Resource | null;
  if (resource?.resourceType !== ask.type) {
    refuse('invalidInput', {}, [{ path: 'resourceType', key: 'platform_field_notValid' }]);
  }
  return resource;
}

/** The version that `If-Match` names. Refuses with `versionChanged` what is no version at all. */
export function versionOf(ask: Ask): number | undefined {
  if (ask.ifMatch === undefined) return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ask.ifMatch.trim())?.[1];
  return version ? Number(version) : refuse('versionChanged');
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
