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
