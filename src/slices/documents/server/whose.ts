import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import type { Confirmation } from '../shared/codes.ts';

export interface Confirmed {
  name: string;
  birthDate: string;
  by: Confirmation;
}

/**
 * The patient whose banner stood above the form. Refuses `patientChanged` where the banner said something else than the chart
 * does: she confirmed another person than is filed to.
 */
export async function mustBeConfirmed(
  ctx: Context<'patientChanged'>,
  patientId: string,
  { name, birthDate }: Confirmed,
): Promise<PatientCard> {
  const card = await mustBePatient(ctx, patientId);
  if (card.name !== name || (card.birthDate ?? '') !== birthDate) return ctx.fail('patientChanged');
  return card;
}

/** A document is of a day that has come, and on which the patient lived. */
export function checkDay(ctx: Context, servedOn: string, { birthDate }: PatientCard): void {
  if (servedOn > zonedDay(ctx.now, ctx.clinic.zone)) refuseField('index.servedOn', 'documents_field_future');
  if (birthDate && servedOn < birthDate) refuseField('index.servedOn', 'documents_field_beforeBirth');
}
