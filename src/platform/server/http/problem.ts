import { type Problem, Refusal, platformErrors } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { words } from '../words.ts';

type Params = Record<string, string | number>;

/** The RFC 9457 body of a refusal, in the caller's language. Anything that is not a Refusal is `unexpected`: its text stays in the log. */
export function problemOf(error: unknown, language: Language, requestId: string): Problem {
  const refusal = error instanceof Refusal ? error : unexpected(error);
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
function unexpected(error: unknown): Refusal {
  const status = (error as { statusCode?: number } | undefined)?.statusCode;
  if (status === 413) return new Refusal('platform', 'tooLarge', 413);
  if (status === 429) return new Refusal('platform', 'tooMany', 429);
  if (status !== undefined && status >= 400 && status < 500)
    return new Refusal('platform', 'unreadable', status);
  if (isOutage(error)) return new Refusal('platform', 'unavailable', platformErrors.unavailable);
  return new Refusal('platform', 'unexpected', platformErrors.unexpected);
}

/** The database is away or stopping: SQLSTATE classes 08, 28, 53 and 57, or the socket itself. */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return /^(08|28|53|57)|^E(CONN|PIPE|NOENT)/.test(code);
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}

function wordParams(details: Record<string, unknown>): Params {
  const params: Params = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  return params;
}
