import { refuse } from '#platform/shared/errors.ts';
import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { checkPrimitive } from '#platform/server/fhir/primitives.ts';
import type { HistoryMark, HistoryQuery } from '#platform/server/record/history.ts';
import { isId } from './ask.ts';

const usualCount = 100;
const mostCount = 1000;

/** `_count`, `_since` and the mark of our own links; anything else is refused by name. */
export function historyQuery(given: URLSearchParams): HistoryQuery {
  const query: HistoryQuery = { count: usualCount };
  for (const [name, value] of given) {
    if (name === '_count') query.count = countOf(value);
    else if (name === '_since') query.since = sinceOf(value);
    else if (name === '_cursor') query.after = markOf(value);
    else if (name !== '_format') refuseParameter(/^\w{1,40}$/.test(name) ? name : '?');
  }
  return query;
}

export function countOf(value: string): number {
  return /^[1-9]\d{0,8}$/.test(value) ? Math.min(Number(value), mostCount) : refuseParameter('_count');
}

export function sinceOf(value: string): string {
  // a plus sign in an address is read as a blank
  const instant = value.replace(/ (\d\d:\d\d)$/, '+$1');
  const atMs = checkPrimitive('instant', instant) ? Number.NaN : Date.parse(instant);
  return Number.isNaN(atMs) ? refuseParameter('_since') : new Date(atMs).toISOString();
}

/** The place of a page's last version, as text for a link. */
export function pageMark({ updatedAt, type, id, version }: HistoryMark): string {
  return Buffer.from(JSON.stringify([updatedAt, type, id, version])).toString('base64url');
}

function markOf(value: string): HistoryMark {
  try {
    const [updatedAt, type, id, version] = JSON.parse(
      Buffer.from(value, 'base64url').toString(),
    ) as unknown[];
    const isMark =
      typeof updatedAt === 'string' &&
      checkPrimitive('instant', updatedAt) === undefined &&
      typeof type === 'string' &&
      isResourceType(type) &&
      typeof id === 'string' &&
      isId(id) &&
      Number.isInteger(version) &&
      Number(version) < 2 ** 31;
    if (isMark) return { updatedAt, type, id, version: Number(version) };
  } catch {
    // whoever makes up a mark gets the same answer as for any other wrong value
  }
  return refuseParameter('_cursor');
}

export function refuseParameter(name: string): never {
  return refuse('invalidInput', {}, [{ path: name, key: 'platform_field_unknownParameter' }]);
}
