import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';

/** The clinic's day of this call. */
export function todayOf(ctx: Context): string {
  return zonedDay(ctx.now, ctx.clinic.zone);
}

/** The clinic's day of an instant. */
export function dayOf(ctx: Context, instant: string): string {
  return zonedDay(instant, ctx.clinic.zone);
}

/** What was done lies neither ahead nor before what it follows. */
export function mustBeBetween(ctx: Context, path: string, day: string, from: string): void {
  if (day > todayOf(ctx)) refuseField(path, 'amendments_field_future');
  if (day < from) refuseField(path, 'amendments_field_tooEarly');
}

/** Refuses a resource that is not there or is another patient's; the two look alike. */
export async function mustBeHers(ctx: Context, patientId: string, resource: string): Promise<void> {
  const [type = '', id = ''] = resource.split('/');
  const found = await ctx.record.stored(type, id);
  if (!found || found.deleted || found.patientId !== patientId)
    refuseField('resource', 'amendments_field_resourceNotHers');
}
