import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { RequestState } from '../contract.ts';

export type RequestRow = Selectable<Tables['self_booking_request']>;

/** The task that asks the desk whose a booking is. */
export const matchTask = 'selfBooking.match';
export const subjectOf = (visitId: string) => `Appointment/${visitId}`;

/** A request, held against whoever else decides about it. */
export async function requestRow(ctx: Context, id: string): Promise<RequestRow | undefined> {
  return ctx.db
    .selectFrom('self_booking_request')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function mustBeRequest(ctx: Context, id: string): Promise<RequestRow> {
  return (await requestRow(ctx, id)) ?? refuse('notFound', { type: 'Request', id });
}

/** Writes down what became of a request, and tells the screens. */
export async function setRequest(
  ctx: Context,
  id: string,
  values: Partial<Omit<RequestRow, 'clinic_id' | 'id' | 'state'>> & { state: RequestState },
): Promise<void> {
  await ctx.db
    .updateTable('self_booking_request')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  ctx.emit('selfBooking.changed', { requestId: id });
}

/**
 * What was typed, taken out again where no booking came to be. The number stays as long as a day's limit counts it, with
 * nobody's name beside it; it goes with the row.
 */
export const forgotten = { name: '', birth_date: null, reason: '', hold_id: null };
