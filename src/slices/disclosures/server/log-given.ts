import type { Context } from '#platform/server/context.ts';
import type { ChartPart } from '../shared/codes.ts';
import { keepDisclosure } from './log-disclosure.ts';
import { todayOf } from './patient.ts';

/**
 * Logs that a patient was given a part of her own chart. It is her right, so that it asks for no authorisation, and it is
 * not counted in the accounting.
 * @param given.to the number, address or place that it went to
 */
export async function logGivenToPatient(
  ctx: Context,
  given: { patientId: string; name: string; to: string; purpose: string; part: ChartPart; note: string },
): Promise<void> {
  await keepDisclosure(ctx, {
    ...{ patientId: given.patientId, requestId: null, on: todayOf(ctx), basis: 'patientAccess' },
    ...{ recipientKind: 'patient', recipientName: given.name, recipientAddress: given.to },
    ...{ purpose: given.purpose, parts: [given.part], partsNote: given.note, special: [], way: 'portal' },
  });
}
