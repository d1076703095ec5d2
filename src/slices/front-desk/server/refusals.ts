import type { Context } from '#platform/server/context.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { visitErrors } from '../contract.ts';

export type VisitRefusal = keyof typeof visitErrors;

/**
 * Refuses in front desk's name, also inside another slice's verb, whose own contract does not declare these codes.
 * @throws Refusal always
 */
export function refuseVisit(code: VisitRefusal, details: Record<string, unknown> = {}): never {
  throw new Refusal('frontDesk', code, visitErrors[code].status, details);
}

/** Refuses what belongs to another day, which it names. */
export function refuseOtherDay(ctx: Context, day: string): never {
  return refuseVisit('anotherDay', { day, on: formatPlainDate(day, localeFor(ctx.language)) });
}
