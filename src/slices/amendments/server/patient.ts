import type { Context } from '#platform/server/context.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { isLanguage, type Language } from '#platform/shared/languages.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { patientCard } from '#slices/records/server/index.ts';

/** The patient's card; charts that are no longer in use are asked for as well. Refuses `notFound`. */
export async function cardOf(ctx: Context, patientId: string): Promise<PatientCard> {
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  return card ?? refuse('notFound', { type: 'Patient', id: patientId });
}

/** The patient's language where she speaks one of ours; the clinic's otherwise. */
export function languageOf(ctx: Context, card: PatientCard): Language {
  const spoken = card.language?.slice(0, 2);
  return isLanguage(spoken) ? spoken : ctx.clinic.language;
}

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
