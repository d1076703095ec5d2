import { type Problem, Refusal, platformErrors } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { type Disk, failedForRoom } from '../disk/disk.ts';
import { words } from '../words.ts';
import { isOutage } from './outage.ts';

const noDisk: Disk = { rooms: () => [], full: () => undefined, low: () => undefined };

type Params = Record<string, string | number>;

/**
 * The RFC 9457 body of a refusal, in the caller's language. Anything that is not a Refusal is `unexpected`: its text
 * stays in the log.
 * @param disk where the database lies, to tell one that is away from one that has no room
 */
export function problemOf(error: unknown, language: Language, requestId: string, disk?: Disk): Problem {
  const refusal = error instanceof Refusal ? error : unexpected(error, disk);
  const detail = words(language, `${refusal.slice}_error_${refusal.code}`, wordParams(refusal.details));
  return {
    type: `/problems/${refusal.slice}.${refusal.code}`,
    title: refusal.code,
    status: refusal.status,
    code: `${refusal.slice}.${refusal.code}`,
    detail,
    ...(refusal.fields.length > 0 && {
      fields: refusal.fields.map((field) => ({
        path: field.path,
        words: field.words ?? words(language, field.key, field.params),
      })),
    }),
    ...(Object.keys(refusal.details).length > 0 && { details: refusal.details }),
    instance: requestId,
  };
}

/** What the HTTP layer itself refuses (a body too large, JSON that cannot be read) has a status of its own. */
function unexpected(error: unknown, disk: Disk = noDisk): Refusal {
  const status = (error as { statusCode?: number } | undefined)?.statusCode;
  if (status === 413) return new Refusal('platform', 'tooLarge', 413);
  if (status === 429) return new Refusal('platform', 'tooMany', 429);
  if (status !== undefined && status >= 400 && status < 500)
    return new Refusal('platform', 'unreadable', status);
  if (failedForRoom(error, disk)) return new Refusal('platform', 'diskFull', platformErrors.diskFull);
  if (isOutage(error)) return new Refusal('platform', 'unavailable', platformErrors.unavailable);
  return new Refusal('platform', 'unexpected', platformErrors.unexpected);
}

function wordParams(details: Record<string, unknown>): Params {
  const params: Params = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  return params;
}
