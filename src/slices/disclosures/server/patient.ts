import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';

/** The clinic's day of this call. */
export function todayOf(ctx: Context): string {
  return zonedDay(ctx.now, ctx.clinic.zone);
}

/** What was done cannot lie ahead. */
export function mustBePast(ctx: Context, path: string, day: string | null | undefined): void {
  if (day && day > todayOf(ctx)) refuseField(path, 'disclosures_field_future');
}

/** Dates of service, the first not after the last. */
export function mustBeRange({
  fromOn,
  toOn,
}: {
  fromOn?: string | undefined;
  toOn?: string | undefined;
}): void {
  if (fromOn && toOn && fromOn > toOn) refuseField('toOn', 'disclosures_field_range');
}
